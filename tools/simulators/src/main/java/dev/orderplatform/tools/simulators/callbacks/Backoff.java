package dev.orderplatform.tools.simulators.callbacks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with a maximum, and with jitter so that messages are not all sent again at once. */
record Backoff(Duration first, Duration max) {
    private static final int MAX_DOUBLINGS = 20;

    /**
     * Between half and all of the doubled pause, at random.
     *
     * @param failures in a row, from 1
     */
    Duration pause(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long millis = Math.min(doubled, max.toMillis());
        return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
    }
}
