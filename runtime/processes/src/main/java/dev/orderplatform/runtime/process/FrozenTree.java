package dev.orderplatform.runtime.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A process and all below it, stopped (SIGSTOP): they keep their connections and do not answer. PostgreSQL serves each
 * connection by a child of its own, so that a stopped postmaster alone delays nobody but new clients.
 *
 * @param processes remembered, since they are nobody's children any more when the first of them is killed meanwhile
 */
public record FrozenTree(List<ProcessIdentity> processes) implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    public FrozenTree {
        processes = List.copyOf(processes);
    }

    /** Freezes the tree and returns when all of it stands still. */
    public static FrozenTree of(long pid) {
        var frozen = new ArrayList<ProcessIdentity>();
        var known = new HashSet<Long>();
        // Parents first, and again until there is nobody new: who is stopped starts no more children.
        for (var found = unknown(pid, known); !found.isEmpty(); found = unknown(pid, known)) {
            found.forEach(process -> ProcessIdentity.of(process).ifPresent(frozen::add));
            Signal.STOP.send(found);
            // The signals are only on their way: a thread on another core may still answer.
            var all = found;
            Await.until(STOP_LIMIT, () -> all.stream().allMatch(Threads::allStopped));
        }
        return new FrozenTree(frozen);
    }

    private static List<Long> unknown(long pid, HashSet<Long> known) {
        return ProcessTree.pids(pid).stream().filter(known::add).toList();
    }

    /** Lets all of them go on. */
    @Override
    public void close() {
        Signal.CONT.send(processes.reversed().stream()
                .filter(ProcessIdentity::alive)
                .map(ProcessIdentity::pid)
                .toList());
    }
}
