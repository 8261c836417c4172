package dev.orderplatform.order.storage;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.OrderNotFound;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.domain.StoredOrder;
import java.util.List;
import java.util.Optional;

/** Reads stored orders; UNDECIDED ones are left out. Blocks. */
public interface Orders {

    /** By id alone: touches one physical table. */
    Optional<StoredOrder> find(long orderId);

    /**
     * A customer's own order.
     *
     * @throws OrderNotFound when it does not exist, or belongs to another user
     */
    default StoredOrder get(long userId, long orderId) {
        return find(orderId).filter(order -> order.order().userId() == userId).orElseThrow(OrderNotFound::new);
    }

    /** The parcels of an order that exists, as far as they are known. */
    Parcels parcels(long orderId);

    /** A customer's orders with ids below {@code before}, newest first. */
    List<StoredOrder> page(long userId, long before, int limit);

    /**
     * Ids of the PENDING orders of slots, all in one table; oldest first.
     *
     * @param from lowest id
     * @param before upper bound of the ids, exclusive
     */
    List<Long> pendingBetween(ShardMap.Table table, List<Slot> slots, long from, long before, int limit);
}
