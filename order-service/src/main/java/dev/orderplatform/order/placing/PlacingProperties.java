package dev.orderplatform.order.placing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are written.
 *
 * @param batch orders a transaction, at most
 * @param queue orders that may wait for a database; more are refused with 503
 * @param timeout how long a caller waits: less than the gateway does, whose answer could not say that the outcome is
 *     unknown and a retry with the key shows it. An order that is not being written by then is never written
 * @param keyRetention life of an idempotency key; after it the key may place another order
 */
@ConfigurationProperties("platform.placing")
public record PlacingProperties(
        @DefaultValue("128") int batch,
        @DefaultValue("2000") int queue,
        @DefaultValue("9s") Duration timeout,
        @DefaultValue("30d") Duration keyRetention) {}
