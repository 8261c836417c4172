package dev.orderplatform.evolution.orders.ordering;

import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.evolution.orders.services.Inventory;
import dev.orderplatform.evolution.orders.storage.Order;
import dev.orderplatform.evolution.orders.storage.Orders;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Decides a stored, pending order in three steps: reserve, notify, store. The process may die between two steps, and
 * two processes may decide the same order. So the order stays PENDING until the last step, and the earlier ones are
 * idempotent: a retry with the same key or {@link UnfinishedOrders} repeats them. Blocking.
 */
@Component
final class DecideOrder {
    private final Inventory inventory;
    private final DeliverEvents deliverEvents;
    private final Orders orders;
    private final InstantSource clock;

    DecideOrder(Inventory inventory, DeliverEvents deliverEvents, Orders orders, InstantSource clock) {
        this.inventory = inventory;
        this.deliverEvents = deliverEvents;
        this.orders = orders;
        this.clock = clock;
    }

    /** Returns the decided order, also if another process was faster. For use inside {@link Inventory#guard}. */
    Order decide(Order pending) {
        Optional<Rejection> rejection = inventory.reserve(pending.id(), pending.lines());
        Order decided = pending.decide(rejection, clock.instant().truncatedTo(ChronoUnit.MICROS));
        // Notifies before storing, so that most orders need only one update. A failed notification is sent later.
        Order next = deliverEvents.tryToNotify(decided) ? decided.asDelivered() : decided;
        return orders.update(next) ? next : orders.find(pending.id()).orElseThrow();
    }

    Order decideIfPending(Order order) {
        return order.isPending() ? inventory.guard(() -> decide(order)) : order;
    }
}
