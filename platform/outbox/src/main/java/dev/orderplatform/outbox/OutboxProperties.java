package dev.orderplatform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How events leave the outbox.
 *
 * @param immediateEvents events that may be on their way right after their commit; what exceeds it is left to the relay, so
 *     that a dead broker costs no memory
 * @param immediateBytes payload that may be on its way likewise: an event of a large order is as big as fifty of small ones
 * @param flushTime how long after its acknowledgement an event is certainly on the broker's disk: the broker's
 *     {@code log.flush.interval.ms} and {@code log.flush.scheduler.interval.ms} (1.5 s here) with some reserve. 0 where an
 *     acknowledgement means that several machines have it
 * @param relayInterval pause between two looks for events that were left behind
 * @param relayGrace age from which an event counts as left behind; more than {@code flushTime}
 * @param relayBatch events that the relay takes from a table at once
 */
@ConfigurationProperties("platform.outbox")
public record OutboxProperties(
        @DefaultValue("20000") int immediateEvents,
        @DefaultValue("16MB") DataSize immediateBytes,
        @DefaultValue("3s") Duration flushTime,
        @DefaultValue("500ms") Duration relayInterval,
        @DefaultValue("8s") Duration relayGrace,
        @DefaultValue("500") int relayBatch) {

    public OutboxProperties {
        if (relayGrace.compareTo(flushTime) <= 0) {
            throw new IllegalArgumentException("platform.outbox.relay-grace " + relayGrace
                    + " is not more than flush-time " + flushTime + ": every event would be published twice");
        }
    }
}
