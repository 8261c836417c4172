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
    private final SettleOrder settleOrder;
    private final Orders orders;
    private final InstantSource clock;

    CancelOrder(DecideOrder decideOrder, SettleOrder settleOrder, Orders orders, InstantSource clock) {
        this.decideOrder = decideOrder;
        this.settleOrder = settleOrder;
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
        settleNowOrLater(cancelled);
        return cancelled;
    }

    // Never throws: the order is already cancelled, so the request must not fail.
    private void settleNowOrLater(Order cancelled) {
        try {
            settleOrder.settle(cancelled);
        } catch (RuntimeException e) {
            log.info("the release of order {} is postponed: {}", cancelled.id(), e.getMessage());
        }
    }
}
