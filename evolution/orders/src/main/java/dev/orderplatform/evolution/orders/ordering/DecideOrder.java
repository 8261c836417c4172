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
 * Brings a stored, pending order to its decision: reserve, notify, store. The process may die between any two of these, and
 * two of them may work on the same order: the order stays PENDING until the last step, and the steps before it can be
 * repeated, by the same key's retry or by {@link UnfinishedOrders}. Blocking.
 */
@Component
final class DecideOrder {
    private final Inventory inventory;
    private final SettleOrder settleOrder;
    private final Orders orders;
    private final InstantSource clock;

    DecideOrder(Inventory inventory, SettleOrder settleOrder, Orders orders, InstantSource clock) {
        this.inventory = inventory;
        this.settleOrder = settleOrder;
        this.orders = orders;
        this.clock = clock;
    }

    /** The order as it is once somebody has decided it. For use inside {@link Inventory#guard}. */
    Order decide(Order pending) {
        Optional<Rejection> rejection = inventory.reserve(pending.id(), pending.lines());
        Order decided = pending.decide(rejection, clock.instant().truncatedTo(ChronoUnit.MICROS));
        // Before it is stored, so that the usual order is stored once; who is not notified now will be later.
        Order next = settleOrder.notified(decided) ? decided.asSettled() : decided;
        return orders.update(next) ? next : orders.find(pending.id()).orElseThrow();
    }

    Order decideIfPending(Order order) {
        return order.isPending() ? inventory.guard(() -> decide(order)) : order;
    }
}
