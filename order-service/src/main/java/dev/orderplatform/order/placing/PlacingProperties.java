package dev.orderplatform.order.placing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are written.
 *
 * @param batch maximum number of orders per transaction
 * @param queue maximum number of orders waiting for a database; more are refused with 503
 * @param timeout how long a caller waits. Less than the gateway's timeout, whose response could not say that the
 *     outcome is unknown and that a retry with the key reveals it. An order still queued by then is never written
 * @param keyRetention lifetime of an idempotency key; after that the key may place another order
 */
@ConfigurationProperties("platform.placing")
public record PlacingProperties(
        @DefaultValue("128") int batch,
        @DefaultValue("2000") int queue,
        @DefaultValue("9s") Duration timeout,
        @DefaultValue("30d") Duration keyRetention) {}
