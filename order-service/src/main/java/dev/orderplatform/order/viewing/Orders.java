package dev.orderplatform.order.viewing;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Order;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The stored orders, to be read. Blocks. An UNDECIDED order is not there. */
public interface Orders {
    /** By id alone: touches one physical table. */
    Optional<Order> find(long orderId);

    /** The same, as the caller's transaction sees it. */
    Optional<Order> find(Connection sharded, long orderId) throws SQLException;

    /**
     * A customer's own order.
     *
     * @throws OrderNotFound when it is not there, or somebody else's
     */
    default Order get(long userId, long orderId) {
        return find(orderId)
                .filter(order -> order.lifecycle().userId() == userId)
                .orElseThrow(OrderNotFound::new);
    }

    /** A customer's orders with ids below {@code before}, newest first. */
    List<Order> page(long userId, long before, int limit);

    /**
     * Ids of these slots' orders, all in one table, that are PENDING, oldest first.
     *
     * @param from lowest id
     * @param before above the highest id
     */
    List<Long> pendingBetween(ShardMap.Table table, List<Slot> slots, long from, long before, int limit);
}
