package dev.orderplatform.kafka;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventJson;
import dev.orderplatform.contracts.Stream;
import java.time.Instant;
import java.util.Optional;

/**
 * An event ready to be sent, and the form in which it waits in an outbox.
 *
 * @param payload the event's JSON
 * @param traceparent W3C trace context of the request that caused it
 */
public record EventMessage(
        Stream stream,
        long orderId,
        int version,
        String type,
        Instant at,
        String payload,
        Optional<String> traceparent) {

    public static EventMessage of(Event event, Optional<String> traceparent) {
        return new EventMessage(
                event.stream(),
                event.orderId(),
                event.version(),
                event.type(),
                event.at(),
                EventJson.write(event),
                traceparent);
    }

    public String id() {
        return stream.eventId(orderId, version);
    }
}
