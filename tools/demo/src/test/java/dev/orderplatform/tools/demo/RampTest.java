package dev.orderplatform.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RampTest {

    private static final int MOST = 32;

    private final Ramp ramp = new Ramp(MOST);
    private long now;

    @Test
    void startsWithFewAndGrowsByOneARoundWhileAnswersAreQuick() {
        assertThat(ramp.limit()).isEqualTo(2);
        round(10);
        assertThat(ramp.limit()).isEqualTo(3);
        round(10);
        assertThat(ramp.limit()).isEqualTo(4);
    }

    @Test
    void staysBelowItsOwnLimit() {
        for (var round = 0; round < 3 * MOST; round++) {
            round(10);
        }
        assertThat(ramp.limit()).isEqualTo(MOST);
    }

    @Test
    void oneSlowRoundTakesAThirdOnce() {
        while (ramp.limit() < 12) {
            round(10);
        }
        round(2_000);
        assertThat(ramp.limit()).isEqualTo(8);
    }

    @Test
    void neverFallsBelowOne() {
        for (var round = 0; round < 20; round++) {
            round(2_000);
        }
        assertThat(ramp.limit()).isEqualTo(1);
    }

    /** As many requests at once as are allowed, each answered after these milliseconds. */
    private void round(long millis) {
        var begin = now;
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        var requests = ramp.limit();
        for (var request = 0; request < requests; request++) {
            ramp.enter();
        }
        for (var request = 0; request < requests; request++) {
            ramp.answered(begin, now);
        }
    }
}
