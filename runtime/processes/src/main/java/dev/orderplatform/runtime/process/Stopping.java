package dev.orderplatform.runtime.process;

import java.time.Duration;

/** Stops a process gracefully, and kills it after a timeout. */
public final class Stopping {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);

    private Stopping() {}

    /** Returns whether the process ended within the timeout; otherwise it was killed. */
    public static boolean stop(ProcessIdentity process, Signal signal, Duration timeout) {
        if (!process.alive()) {
            return true;
        }
        signal.send(process.pid());
        // A frozen process does not handle the signal, and a server would wait for its frozen children.
        Signal.CONT.send(ProcessTree.pids(process.pid()));
        if (Await.until(timeout, () -> !process.alive())) {
            return true;
        }
        Signal.KILL.send(process.pid());
        if (!Await.until(KILL_TIMEOUT, () -> !process.alive())) {
            throw new PlatformException("Process " + process.pid() + " did not end after SIGKILL");
        }
        return false;
    }
}
