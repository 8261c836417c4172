package dev.orderplatform.order;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long a CONFIRMED order may wait for its payment before it is cancelled.
 *
 * @param text a duration such as {@code 15m}; {@code off} for orders that wait for ever
 */
@ConfigurationProperties("platform")
public record PaymentWindow(
        @Name("payment-window") @DefaultValue("15m") String text) {

    public PaymentWindow {
        if (length(text).filter(length -> !length.isPositive()).isPresent()) {
            throw new IllegalArgumentException("platform.payment-window must be positive, or off: " + text);
        }
    }

    /** Empty if orders wait for ever. */
    public Optional<Duration> length() {
        return length(text);
    }

    private static Optional<Duration> length(String text) {
        boolean off = text.equals("off") || text.equals("false"); // YAML reads off as false
        return off ? Optional.empty() : Optional.of(DurationStyle.detectAndParse(text));
    }
}
