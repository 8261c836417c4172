package dev.orderplatform.runtime.process;

import java.time.Duration;
import java.util.Map;

/** How to run one part of the platform; used by the supervisor and by tests. */
public interface Program {

    /** Creates what the first start needs: binaries, an initialised data folder. Idempotent. */
    default void prepare() {}

    Launch launch();

    /**
     * Starts the part and returns the id of its process.
     *
     * @param tag variables that mark the process as this part's
     */
    default long start(Map<String, String> tag) {
        return launch().with(tag).start().pid();
    }

    /** Whether the part runs in this process, in which it was started. */
    default boolean runsIn(ProcessIdentity process) {
        return process.alive();
    }

    /** Stops the part gracefully. Returns whether that took less than the timeout; otherwise it was killed. */
    default boolean stop(ProcessIdentity process, Duration timeout) {
        return Stopping.stop(process, stopSignal(), timeout);
    }

    /** Whether the part answers. Takes at most three seconds, even if the part hangs. */
    boolean ready();

    /** Creates what clients need: roles, databases, topics. Idempotent. */
    default void provision() {}

    /** The signal for a graceful shutdown. */
    default Signal stopSignal() {
        return Signal.TERM;
    }
}
