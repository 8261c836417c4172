package dev.orderplatform.order.replicating.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are replicated.
 *
 * @param linger how long events may wait at the broker, so that one transaction applies many. A longer time makes
 *     replication cheaper, but about that much more is lost with the home region
 */
@ConfigurationProperties("platform.replication")
record ReplicationProperties(@DefaultValue("250ms") Duration linger) {}
