package dev.orderplatform.order.synchronous;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.viewing.Orders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finishes what requests left half-way: their process died, or another service did not answer in time. */
final class UnfinishedOrders {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedOrders.class);
    private static final int MAX_BATCH = 200;

    private final Orders orders;
    private final OwnSlots slots;
    private final OwedRows owed;
    private final DecideOrder decideOrder;
    private final OwedEvents owedEvents;
    private final InstantSource clock;
    private final Duration grace;

    UnfinishedOrders(
            Orders orders,
            OwnSlots slots,
            OwedRows owed,
            DecideOrder decideOrder,
            OwedEvents owedEvents,
            InstantSource clock,
            Duration grace) {
        this.orders = orders;
        this.slots = slots;
        this.owed = owed;
        this.decideOrder = decideOrder;
        this.owedEvents = owedEvents;
        this.clock = clock;
        this.grace = grace;
    }

    /** One look at every table. Ends early while inventory is away: the next round tries again. */
    void finish() {
        for (int n = 0; n < ShardMap.TABLES; n++) {
            ShardMap.Table table = new ShardMap.Table(n);
            List<Long> pending = orders.pendingBetween(
                    table, slots.of(table), 0, OrderId.lowestAt(clock.instant().minus(grace)), MAX_BATCH);
            pending.forEach(decideOrder::finish);
            if (!pending.isEmpty()) {
                log.info("{} orders of table {} are finished that were left half-way", pending.size(), n);
            }
            for (long orderId : owed.ordersOlderThan(table, grace)) {
                if (!owedEvents.pay(orderId)) {
                    break; // the others would fail alike
                }
            }
        }
    }
}
