package dev.orderplatform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration of the outbox.
 *
 * @param immediateEvents max events in flight right after their commit; more are left to the relay, so that a dead
 *     broker does not fill the memory
 * @param immediateBytes max payload in flight: the event of a large order is as big as fifty small ones
 * @param flushTime time from acknowledgement until an event is certainly on the broker's disk: {@code
 *     log.flush.interval.ms} plus {@code log.flush.scheduler.interval.ms} (1.5 s here) and a margin. 0 if an
 *     acknowledgement means that several machines have it
 * @param relayInterval polling interval of the relay
 * @param relayGrace age from which the relay publishes an event; greater than {@code flushTime}
 * @param relayBatch max events per relay transaction
 */
@ConfigurationProperties("platform.outbox")
public record OutboxProperties(
        @DefaultValue("20000") int immediateEvents,
        @DefaultValue("16MB") DataSize immediateBytes,
        @DefaultValue("3s") Duration flushTime,
        @DefaultValue("1s") Duration relayInterval,
        @DefaultValue("8s") Duration relayGrace,
        @DefaultValue("500") int relayBatch) {

    public OutboxProperties {
        if (relayGrace.compareTo(flushTime) <= 0) {
            throw new IllegalArgumentException("platform.outbox.relay-grace " + relayGrace
                    + " must be greater than flush-time " + flushTime + ": every event would be published twice");
        }
    }
}
