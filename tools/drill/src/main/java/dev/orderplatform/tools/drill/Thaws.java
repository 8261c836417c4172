package dev.orderplatform.tools.drill;

import dev.orderplatform.runtime.process.FrozenTree;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Freezes processes, with all below them, for a while; none stays frozen when this is closed. */
final class Thaws implements AutoCloseable {

    private final Set<FrozenTree> frozen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("thaws").factory());

    void freeze(long pid, Duration time) {
        var tree = FrozenTree.of(pid);
        frozen.add(tree);
        clock.schedule(() -> thaw(tree), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void thaw(FrozenTree tree) {
        if (frozen.remove(tree)) {
            tree.close();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        frozen.forEach(this::thaw);
    }
}
