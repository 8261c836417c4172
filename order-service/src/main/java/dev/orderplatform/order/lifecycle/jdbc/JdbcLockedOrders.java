package dev.orderplatform.order.lifecycle.jdbc;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.OrderChange;
import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.lifecycle.AppliedTransition;
import dev.orderplatform.order.lifecycle.LockedOrders;
import dev.orderplatform.order.lifecycle.ParcelChanges;
import dev.orderplatform.order.lifecycle.TransitionListener;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.order.storage.ParcelTables;
import dev.orderplatform.order.storage.TimerTables;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcLockedOrders implements LockedOrders {
    /**
     * The first event that requests a transition replies to version 1 of the order, which therefore has been published.
     */
    private static final int FIRST_REPLY = 2;

    private final Shards shards;
    private final OrderOutbox outbox;
    private final PaymentWindow window;
    private final List<TransitionListener> listeners;

    JdbcLockedOrders(Shards shards, OrderOutbox outbox, PaymentWindow window, List<TransitionListener> listeners) {
        this.shards = shards;
        this.outbox = outbox;
        this.window = window;
        this.listeners = listeners;
    }

    @Override
    public void change(
            Set<Long> orderIds, Map<String, Long> causes, Function<Map<Long, Order>, List<AppliedTransition>> decide) {
        Transaction.run(shards.sharded(), transaction -> {
            OrderTables orders = new OrderTables(transaction.connection());
            Map<Long, Order> locked = orders.lock(orderIds);
            store(transaction, orders, causes, new ParcelChanges(List.of(), decided(() -> decide.apply(locked))));
            return true;
        });
    }

    @Override
    public void changeWithParcels(
            Set<Long> orderIds,
            Map<String, Long> causes,
            BiFunction<Map<Long, Order>, Map<Long, Parcels>, ParcelChanges> decide) {
        Transaction.run(shards.sharded(), transaction -> {
            OrderTables orders = new OrderTables(transaction.connection());
            ParcelTables parcels = new ParcelTables(transaction.connection());
            Map<Long, Order> locked = orders.lock(orderIds);
            Map<Long, Parcels> known = parcels.find(orderIds);
            ParcelChanges changes = decided(() -> decide.apply(locked, known));
            parcels.store(changes.parcels());
            store(transaction, orders, causes, changes);
            return true;
        });
    }

    @Override
    public List<ShardMap.Table> dueTables(int database) {
        return JdbcClient.create(shards.database(database))
                .sql(TimerTables.DUE_TABLES)
                .query((row, _) -> ShardMap.Table.of(database, row.getInt(1)))
                .list();
    }

    @Override
    public int changeDue(
            ShardMap.Table table, List<Slot> slots, Function<Map<Long, Order>, List<AppliedTransition>> decide) {
        return Transaction.run(shards.database(table.database()), transaction -> {
            Set<Long> due = new TimerTables(transaction.connection()).claimDue(table, slots);
            OrderTables orders = new OrderTables(transaction.connection());
            List<AppliedTransition> decided = decide.apply(orders.lockFree(due));
            store(transaction, orders, Map.of(), new ParcelChanges(List.of(), decided));
            return decided.size();
        });
    }

    @Override
    public boolean makeDue(long orderId) {
        return Transaction.run(
                shards.database(Shards.tableOfOrder(orderId).database()),
                transaction -> new TimerTables(transaction.connection()).makeDue(orderId));
    }

    private void store(Transaction transaction, OrderTables orders, Map<String, Long> causes, ParcelChanges decided)
            throws SQLException {
        List<OrderChange> changes =
                decided.transitions().stream().map(AppliedTransition::change).toList();
        List<EventMessage> events =
                decided.transitions().stream().map(AppliedTransition::event).toList();
        orders.change(causes, changes, events, window);
        outbox.publishAfterCommit(transaction, events, unsettled(changes, !causes.isEmpty()));
        Stream<Long> changed = Stream.concat(
                changes.stream().map(change -> change.order().id()),
                decided.parcels().stream().map(Parcel::orderId));
        Set<Long> watched = changed.collect(Collectors.toSet());
        transaction.afterCommit(() -> watched.forEach(this::notifyListeners));
    }

    private static <T> T decided(Supplier<T> decision) throws SQLTransientException {
        try {
            return decision.get();
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

    private void notifyListeners(long orderId) {
        listeners.forEach(listener -> listener.changed(orderId));
    }
}
