package dev.orderplatform.stack.drill;

import dev.orderplatform.stack.process.Signal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Freezes processes for a while; none stays frozen when this is closed. */
final class Thaws implements AutoCloseable {

    private final Set<Long> frozen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("thaws").factory());

    void freeze(long pid, Duration time) {
        frozen.add(pid);
        Signal.STOP.send(pid);
        clock.schedule(() -> thaw(pid), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void thaw(long pid) {
        if (frozen.remove(pid)) {
            Signal.CONT.send(pid);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        frozen.forEach(this::thaw);
    }
}
