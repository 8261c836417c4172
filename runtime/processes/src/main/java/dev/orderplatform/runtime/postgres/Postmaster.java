package dev.orderplatform.runtime.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The server process named by a data folder's lock file (postmaster.pid).
 *
 * @param data the data folder
 */
record Postmaster(Path data) {

    private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,17}");

    static Postmaster of(Path data) {
        return new Postmaster(data);
    }

    /**
     * Removes the lock of a killed server. PostgreSQL does so itself, with two exceptions in which it refuses to start:
     * another process has the pid now, as after a reboot, or a power loss left the file empty or garbled.
     */
    void clearStaleLock() throws IOException {
        if (Files.notExists(lock())) {
            return;
        }
        var named = pid();
        // Without a pid in the lock, look for any server on this folder.
        var running = named.isPresent()
                ? ProcessHandle.of(named.getAsLong()).filter(this::serves)
                : ProcessHandle.allProcesses().filter(this::serves).findFirst();
        if (running.isPresent()) {
            throw new PlatformException("PostgreSQL already runs on %s as process %d, which orderctl did not start"
                    .formatted(data, running.get().pid()));
        }
        if (named.isEmpty()) {
            System.out.printf(
                    "%s removed %s: it contains no pid, as after a power loss, and no server runs on this folder%n",
                    Instant.now(), lock());
        }
        Files.deleteIfExists(lock());
    }

    /** The pid in the lock file's first line; empty if that is no pid. */
    private OptionalLong pid() throws IOException {
        // ISO-8859-1 decodes any bytes; a garbled file would not be valid UTF-8.
        var text = Files.readString(lock(), ISO_8859_1);
        var first = text.lines().findFirst().map(String::strip).orElse("");
        return PID.matcher(first).matches() ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
    }

    private boolean serves(ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(arguments -> Arrays.asList(arguments).contains(data.toString()))
                .isPresent();
    }

    private Path lock() {
        return data.resolve("postmaster.pid");
    }
}
