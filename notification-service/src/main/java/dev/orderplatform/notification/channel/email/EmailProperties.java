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
 * Notifications by e-mail. The server is {@code spring.mail.*}.
 *
 * @param enabled whether notifications written from now on are sent
 * @param from sender's address
 * @param recipient a customer's address; <code>{userId}</code> in it stands for the user's id
 * @param batch mails sent over one connection
 * @param pollInterval pause before the next look for due mails when there were none
 * @param claim how long a batch belongs to its sender; if that dies, another one sends it again after this
 * @param attempts tries of a mail before it is given up
 * @param firstBackOff pause after the first failed try; it doubles with each
 * @param longestBackOff its upper bound
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
        @DefaultValue("1h") Duration longestBackOff) {

    String recipient(long userId) {
        return recipient.replace("{userId}", Long.toString(userId));
    }

    /** @param failed number of failed tries, from 1 */
    Duration backOff(int failed) {
        long doubled = firstBackOff.toMillis() << Math.min(failed - 1, 20);
        return Duration.ofMillis(Math.min(doubled, longestBackOff.toMillis()));
    }
}
