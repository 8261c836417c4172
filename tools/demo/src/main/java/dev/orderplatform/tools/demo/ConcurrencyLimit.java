package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.time.Duration;

/**
 * Limits the requests in flight to what the platform sustains: few while its JVMs are cold, more as they warm up.
 * Additive increase, multiplicative decrease, as in TCP: one more after each round of quick responses, a third fewer
 * after a slow one.
 */
final class ConcurrencyLimit {

    /** Responses that take longer are slow. */
    static final Duration SLOW_THRESHOLD = Duration.ofMillis(250);

    private static final int INITIAL = 2;

    private final int max;
    private int limit = INITIAL;
    private int quickResponses;
    private int inFlight;
    // Requests that began earlier were sent under the old limit and do not count against the new one.
    private long lastDecrease = Long.MIN_VALUE;

    /** @param max maximum value of the limit */
    ConcurrencyLimit(int max) {
        this.max = max;
    }

    /** Sends a request as soon as the limit allows. */
    <T> T send(CustomerPool.Task<T> request) throws IOException {
        enter();
        var begin = System.nanoTime();
        try {
            return request.run();
        } finally {
            completed(begin, System.nanoTime());
        }
    }

    synchronized int limit() {
        return limit;
    }

    synchronized void enter() {
        try {
            while (inFlight >= limit) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted", e);
        }
        inFlight++;
    }

    /** Records a response; both times are nanoseconds of the same clock. */
    synchronized void completed(long begin, long end) {
        inFlight--;
        if (end - begin <= SLOW_THRESHOLD.toNanos()) {
            quickResponses++;
            if (quickResponses >= limit) {
                quickResponses = 0;
                limit = Math.min(max, limit + 1);
            }
        } else if (lastDecrease == Long.MIN_VALUE || begin - lastDecrease >= 0) {
            quickResponses = 0;
            limit = Math.max(1, limit * 2 / 3);
            lastDecrease = end;
        }
        notifyAll();
    }
}
