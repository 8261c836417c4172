package dev.orderplatform.order.replicating.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are replicated.
 *
 * @param linger wait after a transaction that was not full, so that the next one applies many events. A longer time makes
 *     replication cheaper, but adds up to twice this time to the replication lag
 */
@ConfigurationProperties("platform.replication")
record ReplicationProperties(@DefaultValue("200ms") Duration linger) {}
