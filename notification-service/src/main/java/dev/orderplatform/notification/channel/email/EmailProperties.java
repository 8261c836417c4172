package dev.orderplatform.notification.channel.email;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Notifications by e-mail. {@code spring.mail.*} configures the server.
 *
 * @param enabled whether new notifications are sent
 * @param from sender address
 * @param recipient recipient address; <code>{userId}</code> is replaced by the user's id
 * @param batch max e-mails per connection
 * @param pollInterval polling interval for due e-mails
 * @param claim how long a sender owns a batch; if it dies, another one resends the batch after this time
 * @param attempts max attempts per e-mail
 * @param firstBackOff back-off after the first failed attempt; doubles with each further one
 * @param maxBackOff maximum back-off
 */
@Validated
@ConfigurationProperties("platform.notification.email")
record EmailProperties(
        @DefaultValue("false") boolean enabled,
        @NotBlank String from,
        @NotBlank @Pattern(regexp = ".*\\{userId}.*") String recipient,
        @Min(1) @Max(1000) @DefaultValue("50") int batch,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("10m") Duration claim,
        @Min(1) @DefaultValue("12") int attempts,
        @DefaultValue("10s") Duration firstBackOff,
        @DefaultValue("1h") Duration maxBackOff) {

    String recipient(long userId) {
        return recipient.replace("{userId}", Long.toString(userId));
    }

    /** @param failed number of failed attempts, from 1 */
    Duration backOff(int failed) {
        long doubled = firstBackOff.toMillis() << Math.min(failed - 1, 20);
        return Duration.ofMillis(Math.min(doubled, maxBackOff.toMillis()));
    }
}
