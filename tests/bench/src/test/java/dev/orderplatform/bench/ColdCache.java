package dev.orderplatform.bench;

import dev.orderplatform.servers.TemporaryPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Evicts a server's pages from its own and the kernel's cache. */
final class ColdCache {
    private static final long MIN_BYTES = 1 << 16;

    private ColdCache() {}

    /** Restarts the server without cached pages. */
    static void evict(TemporaryPostgres postgres, Path data) {
        postgres.stop();
        try (Stream<Path> files = Files.walk(data)) {
            drop(files.filter(ColdCache::matters).map(Path::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres.start();
    }

    // Skips about a thousand small files, mostly of the system catalogue, which is warmed up before measuring.
    private static boolean matters(Path file) {
        return Files.isRegularFile(file) && file.toFile().length() > MIN_BYTES;
    }

    // With count=0 and nocache, dd advises the kernel to drop all cached pages of the file.
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
