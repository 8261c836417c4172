package dev.orderplatform.evolution.orders.ordering;

import dev.orderplatform.evolution.orders.storage.Order;
import dev.orderplatform.evolution.orders.storage.Orders;
import dev.orderplatform.evolution.orders.storage.Status;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The customer cancels an order; cancelling it again changes nothing. Blocking. */
@Component
final class CancelOrder {
    private static final Logger log = LoggerFactory.getLogger(CancelOrder.class);

    private final DecideOrder decideOrder;
    private final DeliverEvents deliverEvents;
    private final Orders orders;
    private final InstantSource clock;

    CancelOrder(DecideOrder decideOrder, DeliverEvents deliverEvents, Orders orders, InstantSource clock) {
        this.decideOrder = decideOrder;
        this.deliverEvents = deliverEvents;
        this.orders = orders;
        this.clock = clock;
    }

    /** @throws Order.IllegalTransition when it was rejected */
    Order cancel(Order order) {
        Order decided = decideOrder.decideIfPending(order);
        if (decided.status() == Status.CANCELLED) {
            return decided;
        }
        Order cancelled = decided.cancel(clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!orders.update(cancelled)) {
            return cancel(orders.find(order.id()).orElseThrow());
        }
        deliverNowOrLater(cancelled);
        return cancelled;
    }

    // Never throws: the order is already cancelled, so the request must not fail.
    private void deliverNowOrLater(Order cancelled) {
        try {
            deliverEvents.deliver(cancelled);
        } catch (RuntimeException e) {
            log.info("the events of cancelled order {} are postponed: {}", cancelled.id(), e.getMessage());
        }
    }
}
