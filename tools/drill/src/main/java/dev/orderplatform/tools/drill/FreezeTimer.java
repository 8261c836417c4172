package dev.orderplatform.tools.drill;

import dev.orderplatform.runtime.process.FrozenTree;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Freezes process trees for a while; close() resumes all of them. */
final class FreezeTimer implements AutoCloseable {

    private final Set<FrozenTree> frozen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("freezes").factory());

    void freeze(long pid, Duration time) {
        var tree = FrozenTree.of(pid);
        frozen.add(tree);
        clock.schedule(() -> resume(tree), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void resume(FrozenTree tree) {
        if (frozen.remove(tree)) {
            tree.close();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        frozen.forEach(this::resume);
    }
}
