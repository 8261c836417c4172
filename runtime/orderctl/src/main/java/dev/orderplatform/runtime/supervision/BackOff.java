package dev.orderplatform.runtime.supervision;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before a part is started again: nothing after a long life, longer with each short one. */
final class BackOff {

    static final Duration LONG_LIFE = Duration.ofSeconds(30);
    private static final int LONGEST_SECONDS = 10;

    private int shortLives;
    private Instant lastStart = Instant.MIN;

    void started(Instant now) {
        if (lastStart.isBefore(now.minus(LONG_LIFE))) {
            shortLives = 0;
        }
        shortLives++;
        lastStart = now;
    }

    /** The earliest time of the next start. */
    Instant next(Instant now) {
        if (lastStart.isBefore(now.minus(LONG_LIFE))) {
            return now;
        }
        return lastStart.plusSeconds(Math.min(shortLives - 1L, LONGEST_SECONDS));
    }
}
