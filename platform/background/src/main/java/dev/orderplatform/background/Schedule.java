package dev.orderplatform.background;

import java.time.Duration;

/**
 * When a task runs.
 *
 * @param initialDelay before the first run
 * @param interval from the end of a run to the start of the next
 * @param retry replaces the interval after a failure; doubles with each further failure
 * @param maxRetry upper bound of the retry interval
 */
public record Schedule(Duration initialDelay, Duration interval, Duration retry, Duration maxRetry) {

    public Schedule {
        if (!retry.isPositive() || !maxRetry.isPositive()) {
            throw new IllegalArgumentException("retry intervals must be positive: " + retry + ", " + maxRetry);
        }
    }

    /** The same interval before the first run and after failures. */
    public static Schedule every(Duration interval) {
        return new Schedule(interval, interval, interval, interval);
    }

    /** The same, but the first run starts immediately. */
    public Schedule startingAtOnce() {
        return new Schedule(Duration.ZERO, interval, retry, maxRetry);
    }

    /** The same, with other retry intervals. */
    public Schedule retryingAfter(Duration first, Duration max) {
        return new Schedule(initialDelay, interval, first, max);
    }

    /** @param failures number of consecutive failures */
    Duration pauseAfter(int failures) {
        if (failures == 0) {
            return interval;
        }
        Duration pause = retry;
        for (int n = 1; n < failures && pause.compareTo(maxRetry) < 0; n++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(maxRetry) < 0 ? pause : maxRetry;
    }
}
