package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Lifecycle;
import java.time.Instant;

/** A step that an order has taken, in the transaction that stores it. */
record TakenStep(WantedStep wanted, Lifecycle after, Instant at) {

    EventMessage event() {
        return EventMessage.of(orderEvent(), wanted.traceparent());
    }

    private OrderEvent orderEvent() {
        long id = after.orderId();
        return switch (after.status()) {
            case CONFIRMED -> new OrderConfirmedEvent(id, after.userId(), after.version(), at);
            case REJECTED -> new OrderRejectedEvent(id, after.userId(), after.version(), at, rejection());
            case CANCELLED -> new OrderCancelledEvent(id, after.userId(), after.version(), at);
            default -> throw new IllegalStateException("no event tells of " + after.status());
        };
    }

    private Rejection rejection() {
        return wanted.rejection().orElseThrow(() -> new IllegalStateException("rejected without a reason"));
    }
}
