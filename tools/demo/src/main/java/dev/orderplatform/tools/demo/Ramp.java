package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.time.Duration;

/**
 * Limits the requests under way to what the platform sustains: few while its JVMs are cold, more as they warm up. Each round of
 * quick answers allows one more; a slow answer takes a third away (additive increase, multiplicative decrease, as TCP does).
 */
final class Ramp {

    /** An answer that takes longer is slow. */
    static final Duration QUICK = Duration.ofMillis(250);

    private static final int FIRST = 2;

    private final int most;
    private int limit = FIRST;
    private int quick;
    private int underWay;
    // Requests that began before it were sent under the old limit: they say nothing about the new one.
    private long lastDecrease = Long.MIN_VALUE;

    /** @param most the limit's own limit */
    Ramp(int most) {
        this.most = most;
    }

    /** Sends a request when there is room for it. */
    <T> T send(Crowd.Errand<T> request) throws IOException {
        enter();
        var begin = System.nanoTime();
        try {
            return request.run();
        } finally {
            answered(begin, System.nanoTime());
        }
    }

    synchronized int limit() {
        return limit;
    }

    synchronized void enter() {
        try {
            while (underWay >= limit) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted", e);
        }
        underWay++;
    }

    /** Takes note of an answer; both times in nanoseconds of the same clock. */
    synchronized void answered(long begin, long end) {
        underWay--;
        if (end - begin <= QUICK.toNanos()) {
            quick++;
            if (quick >= limit) {
                quick = 0;
                limit = Math.min(most, limit + 1);
            }
        } else if (lastDecrease == Long.MIN_VALUE || begin - lastDecrease >= 0) {
            quick = 0;
            limit = Math.max(1, limit * 2 / 3);
            lastDecrease = end;
        }
        notifyAll();
    }
}
