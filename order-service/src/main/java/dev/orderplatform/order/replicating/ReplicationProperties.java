package dev.orderplatform.order.replicating;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are replicated.
 *
 * @param gathering how long events may gather at the broker, so that one transaction takes many: about as much is lost
 *     with the home region, and replication costs the less the longer it is
 */
@ConfigurationProperties("platform.replication")
record ReplicationProperties(@DefaultValue("250ms") Duration gathering) {}
