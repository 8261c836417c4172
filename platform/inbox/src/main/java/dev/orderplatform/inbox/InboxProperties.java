package dev.orderplatform.inbox;

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
 * @param attempts tries of a single event before it becomes a dead letter
 * @param longestBackOff upper bound of the pause between tries while something is down; tries go on for ever
 * @param joinTimeout longest wait for the consumers' groups before the service is ready all the same
 * @param retention life of an inbox row; an event that comes again later would count as new, so keep it longer than any
 *     topic or dead letter lives
 */
@ConfigurationProperties("platform.inbox")
public record InboxProperties(
        @DefaultValue("1") int concurrency,
        @DefaultValue("1000") int batch,
        @DefaultValue("150ms") Duration gathering,
        @DefaultValue("3") int attempts,
        @DefaultValue("5s") Duration longestBackOff,
        @DefaultValue("10s") Duration joinTimeout,
        @DefaultValue("30d") Duration retention) {}
