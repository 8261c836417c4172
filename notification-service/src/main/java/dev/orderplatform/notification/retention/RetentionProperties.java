package dev.orderplatform.notification.retention;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things are kept; inbox rows have {@code platform.inbox.retention}.
 *
 * @param notifications from their writing
 * @param emails delivery state, from the sending or giving up; it goes with its notification at the latest
 */
@Validated
@ConfigurationProperties("platform.notification.retention")
record RetentionProperties(
        @DurationMin(hours = 1) @DefaultValue("90d") Duration notifications,
        @DurationMin(hours = 1) @DefaultValue("30d") Duration emails) {}
