package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Parcels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Changes the state of stored orders. Blocks. */
public interface LockedOrders {
    /**
     * Locks orders of one database, asks which transitions they make, and stores these with their events, all in one
     * transaction; returns when its commit is durable. The events are published after it. An {@link IllegalTransition}
     * that comes too early fails as a transient error, so that it is retried.
     *
     * @param causes the order's id by the id of the event that requests its transition, for the inbox
     * @param decide returns the transitions, given the locked orders that exist; those of the same order in sequence
     */
    void change(
            Set<Long> orderIds, Map<String, Long> causes, Function<Map<Long, Order>, List<AppliedTransition>> decide);

    /**
     * The same with the orders' parcels.
     *
     * @param decide given the locked orders that exist, and the parcels of those that have any
     */
    void changeWithParcels(
            Set<Long> orderIds,
            Map<String, Long> causes,
            BiFunction<Map<Long, Order>, Map<Long, Parcels>, ParcelChanges> decide);

    /** The tables of a database that have orders whose payment window is over, replicas included. */
    List<ShardMap.Table> dueTables(int database);

    /**
     * Like {@link #change} for a batch of a table's orders whose payment window is over, by the database's clock. Leaves
     * out those that another transaction has locked, so that several instances share the work.
     *
     * @param slots of the table; orders of others are left out
     * @return the number of transitions
     */
    int changeDue(ShardMap.Table table, List<Slot> slots, Function<Map<Long, Order>, List<AppliedTransition>> decide);

    /** Ends an order's payment window now. Returns false if it has none. */
    boolean makeDue(long orderId);
}
