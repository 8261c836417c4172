package dev.orderplatform.runtime.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition that only looking again can tell. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** Whether the condition came true within the limit. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        return until(limit, PAUSE, condition);
    }

    /** @param pause between two looks, for those that cost what is waited for its time */
    public static boolean until(Duration limit, Duration pause, BooleanSupplier condition) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline || Thread.interrupted()) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return true;
    }
}
