package dev.orderplatform.inbox;

import dev.orderplatform.contracts.EventRetention;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Event consumption, and the retention of inbox rows.
 *
 * @param concurrency consumers per topic; more than its partitions would be idle
 * @param batch max records per poll, and so per transaction
 * @param linger wait after a transaction that was not full, so that the next batch fills up; no client waits for
 *     these events
 * @param attempts attempts to apply a single event before it becomes a dead letter
 * @param maxBackOff maximum back-off between attempts; transient failures are retried indefinitely
 * @param joinTimeout max time that readiness waits for consumers to join their groups
 * @param storedInterval interval of the check whether stored events of unknown types can be applied now
 * @param retention retention of inbox rows, at least {@link EventRetention#MIN_INBOX}: a later redelivery would be
 *     applied again
 */
@ConfigurationProperties("platform.inbox")
public record InboxProperties(
        @DefaultValue("1") int concurrency,
        @DefaultValue("1000") int batch,
        @DefaultValue("150ms") Duration linger,
        @DefaultValue("3") int attempts,
        @DefaultValue("5s") Duration maxBackOff,
        @DefaultValue("10s") Duration joinTimeout,
        @DefaultValue("10s") Duration storedInterval,
        @DefaultValue("30d") Duration retention) {

    public InboxProperties {
        if (retention.compareTo(EventRetention.MIN_INBOX) < 0) {
            throw new IllegalArgumentException("platform.inbox.retention is " + retention.toDays() + " d, must be "
                    + EventRetention.MIN_INBOX.toDays()
                    + " d or more: a dead letter replayed later would be applied twice");
        }
    }
}
