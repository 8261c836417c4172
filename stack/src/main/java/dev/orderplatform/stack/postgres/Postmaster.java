package dev.orderplatform.stack.postgres;

import dev.orderplatform.stack.process.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The server process that a data folder's lock file names.
 *
 * @param data the data folder
 */
record Postmaster(Path data) {

    static Postmaster of(Path data) {
        return new Postmaster(data);
    }

    /** The pid of the server that runs on this folder now. */
    Optional<Long> running() throws IOException {
        if (Files.notExists(lock())) {
            return Optional.empty();
        }
        var pid = Long.parseLong(Files.readAllLines(lock()).getFirst().strip());
        return ProcessHandle.of(pid).filter(this::serves).map(ProcessHandle::pid);
    }

    /**
     * Removes a lock that a killed server left. PostgreSQL does so itself, except when another process has got the pid
     * meanwhile, as after a reboot: then it would refuse to start.
     */
    void clearStaleLock() throws IOException {
        var pid = running();
        if (pid.isPresent()) {
            throw new StackFailure(
                    "PostgreSQL runs on %s already, as process %d that nobody here started".formatted(data, pid.get()));
        }
        Files.deleteIfExists(lock());
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
