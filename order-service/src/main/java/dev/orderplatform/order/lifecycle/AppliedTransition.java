package dev.orderplatform.order.lifecycle;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.OrderChange;
import java.util.Optional;

/** A transition to be stored, with its event. */
public record AppliedTransition(OrderChange change, EventMessage event) {
    static AppliedTransition of(OrderChange change, Optional<String> traceparent) {
        return new AppliedTransition(change, EventMessage.of(change.event(), traceparent));
    }
}
