package dev.orderplatform.tools.simulators.callbacks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses before the next attempt: they double up to a maximum, and vary so that messages do not return all at once. */
record Backoff(Duration first, Duration max) {
    private static final int MAX_DOUBLINGS = 20;

    /**
     * A pause of at least half, at most all of what is due after so many failures.
     *
     * @param failures in a row, from 1
     */
    Duration pause(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long millis = Math.min(doubled, max.toMillis());
        return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
    }
}
