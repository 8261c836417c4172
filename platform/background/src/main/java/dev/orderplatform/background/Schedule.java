package dev.orderplatform.background;

import java.time.Duration;

/**
 * When a task runs.
 *
 * @param initialDelay before the first run
 * @param interval between the end of a run and the next one
 * @param retry in place of the interval after a failure, doubled with each further one
 * @param maxRetry upper bound of that
 */
public record Schedule(Duration initialDelay, Duration interval, Duration retry, Duration maxRetry) {

    public Schedule {
        if (!retry.isPositive() || !maxRetry.isPositive()) {
            throw new IllegalArgumentException("no pause after a failure: " + retry + ", " + maxRetry);
        }
    }

    /** First after an interval; a failure changes nothing. */
    public static Schedule every(Duration interval) {
        return new Schedule(interval, interval, interval, interval);
    }

    /** The same with a first run at once. */
    public Schedule startingAtOnce() {
        return new Schedule(Duration.ZERO, interval, retry, maxRetry);
    }

    /** The same with other pauses after failures. */
    public Schedule retryingAfter(Duration first, Duration max) {
        return new Schedule(initialDelay, interval, first, max);
    }

    /** @param failures in a row, up to now */
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
