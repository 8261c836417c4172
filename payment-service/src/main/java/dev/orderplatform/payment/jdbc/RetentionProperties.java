package dev.orderplatform.payment.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long rows are kept. Payments are never deleted.
 *
 * @param keys lifetime of an idempotency key; after that the key may start another payment
 * @param callbacks lifetime of a callback; a later repeat is judged by the payment's state alone
 */
@ConfigurationProperties("platform.retention")
record RetentionProperties(
        @DefaultValue("30d") Duration keys,
        @DefaultValue("31d") Duration callbacks) {}
