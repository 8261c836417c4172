package dev.orderplatform.runtime.supervision;

import java.time.Duration;
import java.time.Instant;

/** Restart delay of a part: none after a long run, longer after each short one. */
final class BackOff {

    static final Duration STABLE_AFTER = Duration.ofSeconds(30);
    private static final int MAX_DELAY_SECONDS = 10;

    private int shortRuns;
    private Instant lastStart = Instant.MIN;

    void started(Instant now) {
        if (lastStart.isBefore(now.minus(STABLE_AFTER))) {
            shortRuns = 0;
        }
        shortRuns++;
        lastStart = now;
    }

    /** The earliest time for the next start. */
    Instant next(Instant now) {
        if (lastStart.isBefore(now.minus(STABLE_AFTER))) {
            return now;
        }
        return lastStart.plusSeconds(Math.min(shortRuns - 1L, MAX_DELAY_SECONDS));
    }
}
