package dev.orderplatform.kafka;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.EventJson;
import java.time.Instant;
import java.util.Optional;

/**
 * An event ready to be sent, and the form in which it waits in an outbox; the outbox's stream says where it goes.
 *
 * @param partitionKey events of one key are published in the order of their commits
 * @param payload the event's JSON
 * @param traceparent W3C trace context of the request that caused it
 */
public record EventMessage(
        EventId id, String partitionKey, String type, Instant at, String payload, Optional<String> traceparent) {

    public static EventMessage of(Event event, Optional<String> traceparent) {
        return new EventMessage(
                event.id(), event.partitionKey(), event.type(), event.at(), EventJson.write(event), traceparent);
    }
}
