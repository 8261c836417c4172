package dev.orderplatform.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookPropertiesTest {
    private static final WebhookProperties DEFAULTS = TestProperties.defaults();

    @ParameterizedTest
    @CsvSource({
        "1, PT4S, PT5S, PT6S",
        "2, PT4M, PT5M, PT6M",
        "3, PT24M, PT30M, PT36M",
        "4, PT1H36M, PT2H, PT2H24M",
        "5, PT4H, PT5H, PT6H",
        "6, PT8H, PT10H, PT12H",
        "7, PT11H12M, PT14H, PT16H48M",
        "8, PT16H, PT20H, PT24H",
        "9, PT19H12M, PT24H, PT28H48M"
    })
    void backOffGrowsWithJitterToBothSides(int failures, Duration shortest, Duration usual, Duration longest) {
        assertThat(DEFAULTS.retryAfter(failures, 0)).contains(shortest);
        assertThat(DEFAULTS.retryAfter(failures, 0.5)).contains(usual);
        assertThat(DEFAULTS.retryAfter(failures, 1)).contains(longest);
    }

    @Test
    void tenthFailureIsTheLast() {
        assertThat(DEFAULTS.retryAfter(10, 0.5)).isEmpty();
        assertThat(DEFAULTS.retryAfter(1_000, 0.5)).isEmpty();
    }

    @Test
    void leaseMustCoverATurn() {
        assertThatThrownBy(() -> TestProperties.withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(35)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lease");
    }
}
