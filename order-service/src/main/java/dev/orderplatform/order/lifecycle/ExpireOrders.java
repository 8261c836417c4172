package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.domain.OrderNotFound;
import dev.orderplatform.order.sharding.ShardFanOut;
import dev.orderplatform.regions.OwnedSlots;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Cancels CONFIRMED orders that were not paid within their payment window. A timer that is due is only a hint: the
 * transition decides. Timers of other regions' orders are left alone.
 */
@Component
public class ExpireOrders {
    private final ApplyTransitions transitions;
    private final LockedOrders orders;
    private final OwnedSlots slots;
    private final ShardFanOut databases;
    private final PaymentWindow window;

    ExpireOrders(
            ApplyTransitions transitions,
            LockedOrders orders,
            OwnedSlots slots,
            ShardFanOut databases,
            PaymentWindow window) {
        this.transitions = transitions;
        this.orders = orders;
        this.slots = slots;
        this.databases = databases;
        this.window = window;
    }

    /** Cancels all that are due. Several instances share the work. */
    void expire() {
        if (window.length().isPresent()) {
            databases.forEachDatabase(this::expire);
        }
    }

    // One batch of each table in turn: a table with many due orders must not delay those of the others.
    private void expire(int database) {
        List<ShardMap.Table> due = new ArrayList<>(orders.dueTables(database));
        List<RuntimeException> failures = new ArrayList<>();
        while (!due.isEmpty() && !Thread.currentThread().isInterrupted()) {
            due.removeIf(table -> expire(table, failures) == 0);
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private int expire(ShardMap.Table table, List<RuntimeException> failures) {
        try {
            return transitions.expire(table);
        } catch (RuntimeException e) {
            failures.add(e);
            return 0;
        }
    }

    /**
     * Ends an order's payment window now, for demonstrations. Blocks.
     *
     * @throws OrderNotFound when no such order waits for its payment
     * @throws dev.orderplatform.regions.NotOwner when another region owns its slot
     */
    public void makeDue(long orderId) {
        slots.require(OrderId.slot(orderId));
        if (!orders.makeDue(orderId)) {
            throw new OrderNotFound();
        }
    }
}
