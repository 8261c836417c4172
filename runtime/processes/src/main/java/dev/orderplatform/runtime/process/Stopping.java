package dev.orderplatform.runtime.process;

import java.time.Duration;

/** The end of a process: asked for first, forced after a while. */
public final class Stopping {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private Stopping() {}

    /** Whether the process ended by itself within the patience; when it did not, it was killed. */
    public static boolean stop(ProcessIdentity process, Signal signal, Duration patience) {
        if (!process.alive()) {
            return true;
        }
        signal.send(process.pid());
        // A frozen process would not see the signal, and a server would wait for its frozen children.
        Signal.CONT.send(ProcessTree.pids(process.pid()));
        if (Await.until(patience, () -> !process.alive())) {
            return true;
        }
        Signal.KILL.send(process.pid());
        if (!Await.until(KILL_LIMIT, () -> !process.alive())) {
            throw new PlatformException("Process " + process.pid() + " does not end, not even by SIGKILL");
        }
        return false;
    }
}
