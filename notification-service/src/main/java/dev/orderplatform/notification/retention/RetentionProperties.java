package dev.orderplatform.notification.retention;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Retention of notifications, e-mails and webhooks; that of inbox rows is {@code platform.inbox.retention}.
 *
 * @param notifications from their creation
 * @param emails delivery state, from the final attempt; deleted with its notification at the latest
 * @param webhooks delivery state and log, from the final attempt; deleted with its notification at the latest
 */
@Validated
@ConfigurationProperties("platform.notification.retention")
record RetentionProperties(
        @DurationMin(hours = 1) @DefaultValue("90d") Duration notifications,
        @DurationMin(hours = 1) @DefaultValue("30d") Duration emails,
        @DurationMin(hours = 1) @DefaultValue("30d") Duration webhooks) {}
