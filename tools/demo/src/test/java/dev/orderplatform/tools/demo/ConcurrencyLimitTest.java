package dev.orderplatform.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private static final int MAX = 32;

    private final ConcurrencyLimit limit = new ConcurrencyLimit(MAX);
    private long now;

    @Test
    void startsLowAndGrowsByOneEachRoundOfQuickResponses() {
        assertThat(limit.limit()).isEqualTo(2);
        round(10);
        assertThat(limit.limit()).isEqualTo(3);
        round(10);
        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void neverExceedsTheMaximum() {
        for (var round = 0; round < 3 * MAX; round++) {
            round(10);
        }
        assertThat(limit.limit()).isEqualTo(MAX);
    }

    @Test
    void aSlowRoundReducesTheLimitByAThirdOnce() {
        while (limit.limit() < 12) {
            round(10);
        }
        round(2_000);
        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void neverFallsBelowOne() {
        for (var round = 0; round < 20; round++) {
            round(2_000);
        }
        assertThat(limit.limit()).isEqualTo(1);
    }

    /** Sends as many requests as the limit allows, each with this response time. */
    private void round(long millis) {
        var begin = now;
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        var requests = limit.limit();
        for (var request = 0; request < requests; request++) {
            limit.enter();
        }
        for (var request = 0; request < requests; request++) {
            limit.completed(begin, now);
        }
    }
}
