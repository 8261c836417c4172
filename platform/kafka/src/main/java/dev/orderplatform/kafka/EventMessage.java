package dev.orderplatform.kafka;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.EventJson;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as it is stored in an outbox and sent. The outbox's stream determines its topic.
 *
 * @param partitionKey events of one key are published in commit order
 * @param payload the event's JSON
 * @param traceparent W3C trace context of the causing request
 */
public record EventMessage(
        EventId id, String partitionKey, String type, Instant at, String payload, Optional<String> traceparent) {

    public static EventMessage of(Event event, Optional<String> traceparent) {
        return new EventMessage(
                event.id(), event.partitionKey(), event.type(), event.at(), EventJson.write(event), traceparent);
    }
}
