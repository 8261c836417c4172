package dev.orderplatform.order.lifecycle;

import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Order;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Stored orders whose state changes. Blocks. */
public interface LockedOrders {

    /**
     * Locks orders of one database, asks which transitions they make, and stores these with their events, all in one
     * transaction; returns when its commit is durable. The events are published after it. An {@link IllegalTransition} that
     * comes too early fails as a transaction does that may succeed later.
     *
     * @param causes the order's id by the id of the event that requests its transition, for the inbox
     * @param decide by the state of those that exist; the transitions of one order in their sequence
     */
    void change(
            Set<Long> orderIds, Map<String, Long> causes, Function<Map<Long, Order>, List<AppliedTransition>> decide);
}
