package dev.orderplatform.runtime.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polls a condition. */
public final class Await {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private Await() {}

    /** Returns whether the condition became true within the limit. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        return until(limit, POLL_INTERVAL, condition);
    }

    /** @param interval poll interval; longer for checks that slow down the process they wait for */
    public static boolean until(Duration limit, Duration interval, BooleanSupplier condition) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline || Thread.interrupted()) {
                return false;
            }
            LockSupport.parkNanos(interval.toNanos());
        }
        return true;
    }
}
