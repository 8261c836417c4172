package dev.orderplatform.order.lifecycle.jdbc;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.OrderChange;
import dev.orderplatform.order.lifecycle.AppliedTransition;
import dev.orderplatform.order.lifecycle.LockedOrders;
import dev.orderplatform.order.lifecycle.TransitionListener;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
final class JdbcLockedOrders implements LockedOrders {
    /** Events that request a transition always reply to version 1 of the order, which therefore has been published. */
    private static final int FIRST_REPLY = 2;

    private final Shards shards;
    private final OrderOutbox outbox;
    private final List<TransitionListener> listeners;

    JdbcLockedOrders(Shards shards, OrderOutbox outbox, List<TransitionListener> listeners) {
        this.shards = shards;
        this.outbox = outbox;
        this.listeners = listeners;
    }

    @Override
    public void change(
            Set<Long> orderIds, Map<String, Long> causes, Function<Map<Long, Order>, List<AppliedTransition>> decide) {
        Transaction.run(shards.sharded(), transaction -> {
            OrderTables orders = new OrderTables(transaction.connection());
            List<AppliedTransition> applied = decided(decide, orders.lock(orderIds));
            List<OrderChange> changes =
                    applied.stream().map(AppliedTransition::change).toList();
            List<EventMessage> events =
                    applied.stream().map(AppliedTransition::event).toList();
            orders.change(causes, changes, events);
            outbox.publishAfterCommit(transaction, events, unsettled(changes, !causes.isEmpty()));
            transaction.afterCommit(() -> changes.forEach(this::notifyListeners));
            return true;
        });
    }

    private static List<AppliedTransition> decided(
            Function<Map<Long, Order>, List<AppliedTransition>> decide, Map<Long, Order> locked)
            throws SQLTransientException {
        try {
            return decide.apply(locked);
        } catch (IllegalTransition e) {
            if (e.isTooEarly()) {
                // Another transaction is about to make the preceding transition.
                throw new SQLTransientException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Orders with earlier events that may be unpublished, including events of this transaction. */
    private static Set<Long> unsettled(List<OrderChange> changes, boolean requestedByEvents) {
        return changes.stream()
                .map(OrderChange::order)
                .filter(order -> !requestedByEvents || order.version() > FIRST_REPLY)
                .map(Order::id)
                .collect(Collectors.toSet());
    }

    private void notifyListeners(OrderChange change) {
        listeners.forEach(listener -> listener.changed(change.order().id()));
    }
}
