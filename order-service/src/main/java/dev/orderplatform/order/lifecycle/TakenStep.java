package dev.orderplatform.order.lifecycle;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.order.publishing.OrderEvents;

/**
 * A step that an order has taken, in the transaction that stores it.
 *
 * @param order as it is after the step
 */
record TakenStep(WantedStep wanted, PresentOrder order, StatusChange change) {
    Lifecycle after() {
        return order.lifecycle();
    }

    EventMessage event() {
        return EventMessage.of(
                OrderEvents.changed(
                        after(), change, order.totalMinor(), order.currency(), order.lines(), wanted.rejection()),
                wanted.traceparent());
    }
}
