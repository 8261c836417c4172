package dev.orderplatform.inbox;

import dev.orderplatform.contracts.EventRetention;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are taken from Kafka and how long their ids are kept.
 *
 * @param concurrency consumers a topic; more than partitions is waste
 * @param batch records a poll, at most: one transaction's worth
 * @param gathering how long after a transaction the next events may come together; nobody waits for them, as the order was
 *     accepted before
 * @param attempts tries of a single event before it becomes a dead letter, with pauses between them
 * @param longestBackOff upper bound of the pause between tries; while something is down, tries go on for ever
 * @param joinTimeout longest wait for the consumers' groups before the service is ready all the same
 * @param storedInterval how often to look whether events that were stored for their unknown types can be applied
 * @param retention life of an inbox row, {@link EventRetention#MIN_INBOX} at least: an event that comes again later
 *     would count as new
 */
@ConfigurationProperties("platform.inbox")
public record InboxProperties(
        @DefaultValue("1") int concurrency,
        @DefaultValue("1000") int batch,
        @DefaultValue("150ms") Duration gathering,
        @DefaultValue("3") int attempts,
        @DefaultValue("5s") Duration longestBackOff,
        @DefaultValue("10s") Duration joinTimeout,
        @DefaultValue("10s") Duration storedInterval,
        @DefaultValue("30d") Duration retention) {

    public InboxProperties {
        if (retention.compareTo(EventRetention.MIN_INBOX) < 0) {
            throw new IllegalArgumentException("platform.inbox.retention is " + retention.toDays() + " d, must be "
                    + EventRetention.MIN_INBOX.toDays()
                    + " d at least: a dead letter that is replayed until then would have its effect twice");
        }
    }
}
