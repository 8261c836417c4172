package dev.orderplatform.bench;

import dev.orderplatform.servers.TemporaryPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Takes a server's pages out of its own cache and out of the kernel's. */
final class ColdCache {
    private static final long LARGEST_SMALL = 1 << 16;

    private ColdCache() {}

    /** Stops the server and starts it again. */
    static void make(TemporaryPostgres postgres, Path data) {
        postgres.stop();
        try (Stream<Path> files = Files.walk(data)) {
            drop(files.filter(ColdCache::matters).map(Path::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres.start();
    }

    // Most of a server's files are catalogues, a thousand small ones: they are warmed before a query counts.
    private static boolean matters(Path file) {
        return Files.isRegularFile(file) && file.toFile().length() > LARGEST_SMALL;
    }

    // Of a read of nothing with this flag, dd makes the advice that the kernel needs no page of the file any more.
    private static void drop(List<String> files) throws IOException {
        var script = "for f; do dd if=\"$f\" iflag=nocache count=0 status=none; done";
        var command = Stream.concat(Stream.of("sh", "-c", script, "sh"), files.stream())
                .toList();
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        "dd (coreutils) is needed to empty the kernel's cache, status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
