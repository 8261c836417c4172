package dev.orderplatform.runtime.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A process and its descendants, stopped by SIGSTOP: they keep their connections and do not answer. The descendants
 * matter: PostgreSQL serves each connection in a child process, so stopping the postmaster alone delays only new
 * clients.
 *
 * @param processes kept, because killing the root meanwhile would orphan the descendants
 */
public record FrozenTree(List<ProcessIdentity> processes) implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    public FrozenTree {
        processes = List.copyOf(processes);
    }

    /** Freezes the tree and returns when all its threads are stopped. */
    public static FrozenTree of(long pid) {
        var frozen = new ArrayList<ProcessIdentity>();
        var known = new HashSet<Long>();
        // Parents first, repeated until no new process is found: a stopped process starts no children.
        for (var found = unknown(pid, known); !found.isEmpty(); found = unknown(pid, known)) {
            found.forEach(process -> ProcessIdentity.of(process).ifPresent(frozen::add));
            Signal.STOP.send(found);
            // Signals are asynchronous: a thread on another core may still answer.
            var all = found;
            Await.until(STOP_TIMEOUT, () -> all.stream().allMatch(Threads::allStopped));
        }
        return new FrozenTree(frozen);
    }

    private static List<Long> unknown(long pid, HashSet<Long> known) {
        return ProcessTree.pids(pid).stream().filter(known::add).toList();
    }

    /** Resumes all of them (SIGCONT). */
    @Override
    public void close() {
        Signal.CONT.send(processes.reversed().stream()
                .filter(ProcessIdentity::alive)
                .map(ProcessIdentity::pid)
                .toList());
    }
}
