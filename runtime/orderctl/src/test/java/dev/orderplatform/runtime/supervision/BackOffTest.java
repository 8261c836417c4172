package dev.orderplatform.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final BackOff backOff = new BackOff();

    @Test
    void theFirstDeathIsAnsweredAtOnce() {
        backOff.started(NOON);
        assertThat(backOff.next(NOON.plusMillis(10))).isBeforeOrEqualTo(NOON.plusMillis(10));
    }

    @Test
    void shortLivesAreAnsweredMoreAndMoreSlowlyUpToALimit() {
        var now = NOON;
        for (var life = 1; life <= 20; life++) {
            backOff.started(now);
            assertThat(backOff.next(now)).isEqualTo(now.plusSeconds(Math.min(life - 1, 10)));
            now = backOff.next(now);
        }
    }

    @Test
    void aLongLifeMakesUpForShortOnes() {
        for (var life = 0; life < 5; life++) {
            backOff.started(NOON);
        }
        var later = NOON.plus(BackOff.LONG_LIFE).plusSeconds(1);
        assertThat(backOff.next(later)).isEqualTo(later);
        backOff.started(later);
        assertThat(backOff.next(later)).isEqualTo(later);
    }
}
