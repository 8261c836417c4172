package dev.orderplatform.tools.drill;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.FrozenTree;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Freezes process trees and holds parts for a while; close() ends all of that. */
final class TemporaryFaults implements AutoCloseable {

    // A part that is released is awaited: the others' times must go on meanwhile.
    private static final int THREADS = 4;

    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("faults-", 0).factory());

    void freeze(long pid, Duration time) {
        var tree = FrozenTree.of(pid);
        endAfter(time, tree::close);
    }

    void hold(LocalPlatform platform, String part, Duration time) {
        platform.hold(part);
        endAfter(time, () -> platform.release(part));
    }

    private void endAfter(Duration time, Runnable end) {
        ends.add(end);
        clock.schedule(() -> end(end), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end(Runnable end) {
        if (ends.remove(end)) {
            end.run();
        }
    }

    @Override
    public void close() {
        ends.forEach(this::end);
        clock.shutdown();
    }
}
