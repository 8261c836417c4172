package dev.orderplatform.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final BackOff backOff = new BackOff();

    @Test
    void firstRestartIsImmediate() {
        backOff.started(NOON);
        assertThat(backOff.next(NOON.plusMillis(10))).isBeforeOrEqualTo(NOON.plusMillis(10));
    }

    @Test
    void delayGrowsWithEachShortRunUpToAMaximum() {
        var now = NOON;
        for (var run = 1; run <= 20; run++) {
            backOff.started(now);
            assertThat(backOff.next(now)).isEqualTo(now.plusSeconds(Math.min(run - 1, 10)));
            now = backOff.next(now);
        }
    }

    @Test
    void aLongRunResetsTheDelay() {
        for (var run = 0; run < 5; run++) {
            backOff.started(NOON);
        }
        var later = NOON.plus(BackOff.STABLE_AFTER).plusSeconds(1);
        assertThat(backOff.next(later)).isEqualTo(later);
        backOff.started(later);
        assertThat(backOff.next(later)).isEqualTo(later);
    }
}
