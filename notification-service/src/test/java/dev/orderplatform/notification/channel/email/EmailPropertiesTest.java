package dev.orderplatform.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailPropertiesTest {
    private static final EmailProperties PROPERTIES = new EmailProperties(
            true,
            "orders@example.invalid",
            "customer-{userId}@example.invalid",
            50,
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            12,
            Duration.ofSeconds(10),
            Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"1,10", "2,20", "5,160", "9,2560", "10,3600", "1000,3600"})
    void backOffDoublesUpToItsMaximum(int failed, long seconds) {
        assertThat(PROPERTIES.backOff(failed)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void recipientContainsTheUserId() {
        assertThat(PROPERTIES.recipient(42)).isEqualTo("customer-42@example.invalid");
    }
}
