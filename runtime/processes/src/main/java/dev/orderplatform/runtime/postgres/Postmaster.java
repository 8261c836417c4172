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
 * The server process that a data folder's lock file names.
 *
 * @param data the data folder
 */
record Postmaster(Path data) {

    private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,17}");

    static Postmaster of(Path data) {
        return new Postmaster(data);
    }

    /**
     * Removes a lock that a killed server left. PostgreSQL does so itself, except when another process has got the pid
     * meanwhile, as after a reboot, and when a power loss left the file empty or as garbage: then it refuses to start.
     */
    void clearStaleLock() throws IOException {
        if (Files.notExists(lock())) {
            return;
        }
        var named = pid();
        // A lock that names nobody says nothing about who runs.
        var running = named.isPresent()
                ? ProcessHandle.of(named.getAsLong()).filter(this::serves)
                : ProcessHandle.allProcesses().filter(this::serves).findFirst();
        if (running.isPresent()) {
            throw new PlatformException("PostgreSQL runs on %s already, as process %d that nobody here started"
                    .formatted(data, running.get().pid()));
        }
        if (named.isEmpty()) {
            System.out.printf(
                    "%s %s names no process, as after a power loss, and no server runs on this folder: removed%n",
                    Instant.now(), lock());
        }
        Files.deleteIfExists(lock());
    }

    /** What the lock file's first line says; empty when it is no pid. */
    private OptionalLong pid() throws IOException {
        // Not as UTF-8: garbage may be anything.
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
