package dev.orderplatform.order.replicating.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are replicated.
 *
 * @param linger wait after a transaction that was not full, so that the next one applies many events. A longer time makes
 *     replication cheaper, but up to twice that much more is lost with the home region
 */
@ConfigurationProperties("platform.replication")
record ReplicationProperties(@DefaultValue("200ms") Duration linger) {}
