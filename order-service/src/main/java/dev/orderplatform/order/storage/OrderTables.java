package dev.orderplatform.order.storage;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.OrderChange;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the tables t_order and t_order_item within one transaction; no other class writes them. {@link OrderSql} has
 * the statements. The connection is from the sharded data source, or directly from one database for replicas and
 * UNDECIDED orders.
 */
public final class OrderTables {
    private final Connection connection;

    public OrderTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * Inserts the orders whose user and key are new, with their lines and events. Waits for the transaction of a
     * concurrent duplicate.
     *
     * @return the ids of the other orders, whose keys are already used
     */
    public Set<Long> insert(List<StoredOrder> orders, List<EventMessage> events) throws SQLException {
        Map<ShardMap.Table, List<EventMessage>> eventsByTable = Shards.byTable(events, OrderOutbox::orderId);
        Set<Long> taken = new HashSet<>();
        for (var share : Shards.byTable(orders, StoredOrder::id).entrySet()) {
            ShardMap.Table table = share.getKey();
            taken.addAll(insert(table, share.getValue(), eventsByTable.getOrDefault(table, List.of())));
        }
        return taken;
    }

    // If fewer lines were inserted than sent, look up which orders already existed.
    private Set<Long> insert(ShardMap.Table table, List<StoredOrder> orders, List<EventMessage> events)
            throws SQLException {
        int lines =
                orders.stream().mapToInt(order -> order.order().lines().size()).sum();
        try (PreparedStatement insert = connection.prepareStatement(OrderSql.INSERT.of(table))) {
            int at = OrderColumns.bindOrders(insert, 1, orders);
            at = OutboxTable.bind(insert, at, events);
            OrderColumns.bindLines(insert, at, orders);
            if (insert.executeUpdate() == lines) {
                return Set.of();
            }
        }
        Set<Long> taken = orders.stream().map(StoredOrder::id).collect(Collectors.toCollection(HashSet::new));
        taken.removeAll(stored(table, orders));
        return taken;
    }

    private Set<Long> stored(ShardMap.Table table, List<StoredOrder> orders) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OrderSql.SELECT_STORED.of(table))) {
            select.setObject(1, Columns.longs(orders, StoredOrder::id));
            try (ResultSet rows = select.executeQuery()) {
                Set<Long> ids = new HashSet<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    /** The current state of these orders, locked until the transaction ends. */
    public Map<Long, Order> lock(Collection<Long> orderIds) throws SQLException {
        return lock(orderIds, OrderSql.LOCK::of);
    }

    /** The same without waiting: orders that another transaction has locked are left out. Directly in a database. */
    public Map<Long, Order> lockFree(Collection<Long> orderIds) throws SQLException {
        return lock(orderIds, OrderSql.LOCK_FREE::beneath);
    }

    private Map<Long, Order> lock(Collection<Long> orderIds, Function<ShardMap.Table, String> statement)
            throws SQLException {
        Map<Long, Order> present = new HashMap<>();
        for (var share : Shards.byTable(orderIds, Long::longValue).entrySet()) {
            try (PreparedStatement select = connection.prepareStatement(statement.apply(share.getKey()))) {
                select.setObject(1, Columns.longs(share.getValue(), Long::longValue));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        present.put(rows.getLong(1), OrderColumns.locked(rows));
                    }
                }
            }
        }
        return present;
    }

    /**
     * Stores transitions of locked orders with their events and timers, and records the events that requested them. It
     * does not matter whether a cause is new: each transition guards itself.
     *
     * @param causes the order's id by the event's
     * @param changes those of the same order in sequence
     */
    public void change(
            Map<String, Long> causes, List<OrderChange> changes, List<EventMessage> events, PaymentWindow window)
            throws SQLException {
        var causesByTable = Shards.byTable(causes.entrySet(), Map.Entry::getValue);
        var changesByTable = Shards.byTable(changes, change -> change.order().id());
        var eventsByTable = Shards.byTable(events, OrderOutbox::orderId);
        SortedSet<ShardMap.Table> tables = new TreeSet<>(causesByTable.comparator());
        tables.addAll(causesByTable.keySet());
        tables.addAll(changesByTable.keySet());
        for (ShardMap.Table table : tables) {
            change(
                    table,
                    causesByTable.getOrDefault(table, List.of()),
                    ChangedOrder.of(changesByTable.getOrDefault(table, List.of())),
                    eventsByTable.getOrDefault(table, List.of()),
                    window);
        }
    }

    private void change(
            ShardMap.Table table,
            List<Map.Entry<String, Long>> causes,
            List<ChangedOrder> changed,
            List<EventMessage> events,
            PaymentWindow window)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(OrderSql.CHANGE.of(table))) {
            update.setObject(1, Columns.texts(causes, Map.Entry::getKey));
            update.setObject(2, Columns.longs(causes, Map.Entry::getValue));
            int at = OutboxTable.bind(update, 3, events);
            at = ChangedOrder.timers(changed, window).bind(update, at);
            ChangedOrder.bind(update, at, changed);
            int rows = update.executeUpdate();
            if (rows != changed.size()) {
                throw new IllegalStateException(rows + " of " + changed.size() + " locked orders were changed");
            }
        }
    }

    /**
     * Makes an order PENDING whose global transaction is committed.
     *
     * @return whether it was UNDECIDED
     */
    public boolean accept(long orderId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(OrderSql.ACCEPT)) {
            update.setLong(1, orderId);
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Writes an UNDECIDED order as one branch of the global transaction that the connection belongs to: inserts only, so that
     * it can be undone.
     */
    public void insertUndecided(StoredOrder order) throws SQLException {
        ShardMap.Table table = Shards.tableOfOrder(order.id());
        try (PreparedStatement insert = connection.prepareStatement(OrderSql.INSERT_UNDECIDED.beneath(table))) {
            OrderColumns.bindUndecided(insert, order);
            insert.executeUpdate();
        }
        String rows = String.join(",", Collections.nCopies(order.order().lines().size(), OrderSql.UNDECIDED_LINE));
        try (PreparedStatement insert =
                connection.prepareStatement(OrderSql.INSERT_UNDECIDED_LINES.beneath(table) + rows)) {
            OrderColumns.bindUndecidedLines(insert, order.order());
            insert.executeUpdate();
        }
    }

    /** Locks an order. Returns false if it does not exist or is not UNDECIDED. */
    public boolean lockUndecided(long orderId) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(OrderSql.LOCK_UNDECIDED.beneath(Shards.tableOfOrder(orderId)))) {
            select.setLong(1, orderId);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Removes an order whose global transaction was rolled back. */
    public void delete(long orderId) throws SQLException {
        for (TableStatement statement : List.of(OrderSql.DELETE_LINES, OrderSql.DELETE)) {
            try (PreparedStatement delete =
                    connection.prepareStatement(statement.beneath(Shards.tableOfOrder(orderId)))) {
                delete.setLong(1, orderId);
                delete.executeUpdate();
            }
        }
    }

    /** Stores new replicas, all of one table, with their lines. */
    public void insertReplicas(ShardMap.Table table, List<ReplicaChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        String rows = ReplicaChange.rows(changes);
        String lines = ReplicaChange.lines(changes);
        int inserted = insertReplicas(table, rows, lines);
        if (inserted < changes.size()) {
            // The home region gave these keys to new orders, so their retention has expired for the old ones.
            update(OrderSql.RELEASE_KEYS.beneath(table), rows);
            inserted += insertReplicas(table, rows, lines);
        }
        if (inserted < changes.size()) {
            awaitUndecided(table, rows);
        }
        requireAll(changes, inserted);
    }

    private int insertReplicas(ShardMap.Table table, String orders, String lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OrderSql.INSERT_REPLICAS.beneath(table))) {
            insert.setString(1, orders);
            insert.setString(2, lines);
            try (ResultSet rows = insert.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    // An undecided row must not change, or Seata could not undo it, so it keeps its key. The home region has given that
    // key to another order, so the undecided one was rolled back and will be removed here: retry until then.
    private void awaitUndecided(ShardMap.Table table, String rows) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(OrderSql.SELECT_UNDECIDED_WITH_KEY.beneath(table))) {
            select.setString(1, rows);
            try (ResultSet holder = select.executeQuery()) {
                if (holder.next()) {
                    throw new SQLTransientException(
                            "the key of a new replica belongs to order " + holder.getLong(1) + ", which is undecided");
                }
            }
        }
    }

    /** Moves replicas, all of one table, to their next versions. */
    public void updateReplicas(ShardMap.Table table, List<ReplicaChange> changes) throws SQLException {
        if (!changes.isEmpty()) {
            requireAll(changes, update(OrderSql.UPDATE_REPLICAS.beneath(table), ReplicaChange.rows(changes)));
        }
    }

    // Another consumer was faster: the batch is retried and then sees its changes.
    private static void requireAll(List<ReplicaChange> changes, int changed) {
        if (changed != changes.size()) {
            throw new IllegalStateException(changed + " of " + changes.size() + " replicas were changed");
        }
    }

    /**
     * Clears the keys of a table's next orders, starting where the last call stopped. An undecided order keeps its key
     * for ever: Seata could not undo a changed row.
     *
     * @param before orders with lower ids
     * @return whether there may be more
     */
    public boolean clearKeys(ShardMap.Table table, long before) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(OrderSql.CLEAR_KEYS.beneath(table))) {
            update.setLong(1, before);
            try (ResultSet scanned = update.executeQuery()) {
                return scanned.next() && scanned.getInt(1) == OrderSql.KEY_BATCH;
            }
        }
    }

    private int update(String sql, String document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, document);
            return statement.executeUpdate();
        }
    }
}
