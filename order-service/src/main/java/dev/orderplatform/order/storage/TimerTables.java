package dev.orderplatform.order.storage;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The table t_timer within one transaction of a database: when the payment window of each CONFIRMED order ends. Timers
 * of transitions are written by {@link OrderTables#change}, under the lock of the order.
 */
public final class TimerTables {
    private static final int MAX_BATCH = 256;

    /** The indexes of a database's tables with timers that are due. */
    public static final String DUE_TABLES = new TableStatement(
                    "SELECT {n} WHERE EXISTS (SELECT FROM t_timer_{n} WHERE due_at <= now())")
            .unionOfTables();

    // Of this table alone: a join with the orders has plans that read all timers.
    static final TableStatement CLAIM_DUE = new TableStatement("""
        SELECT order_id FROM t_timer_{n} WHERE due_at <= now() AND (order_id >> 12) & 1023 = ANY (CAST(? AS bigint[]))
        ORDER BY due_at LIMIT %d FOR UPDATE SKIP LOCKED
        """.formatted(MAX_BATCH));

    // A later version may publish several events with the status CONFIRMED.
    private static final TableStatement FOLLOW = new TableStatement(
            "WITH started AS (" + TimerChanges.START + " ON CONFLICT DO NOTHING) " + TimerChanges.STOP);

    private static final TableStatement MAKE_DUE =
            new TableStatement("UPDATE t_timer_{n} SET due_at = now() WHERE order_id = ?");

    private final Connection connection;

    /** @param connection directly from a database: the sharding parser does not support SKIP LOCKED */
    public TimerTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * Locks a batch of timers that are due, those that are due longest first, without those that another transaction has
     * locked. All others lock the order first and then its timer, so to prevent deadlocks, do not wait for the orders
     * ({@link OrderTables#lockFree}).
     *
     * @param slots of this table; orders of others are left out
     */
    public Set<Long> claimDue(ShardMap.Table table, List<Slot> slots) throws SQLException {
        Set<Long> due = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(CLAIM_DUE.beneath(table))) {
            select.setObject(1, Columns.longs(slots, Slot::number));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getLong(1));
                }
            }
        }
        return due;
    }

    /** Starts and stops the timers of replicas. They count for a region that takes their slots over. */
    public void follow(ShardMap.Table table, List<ReplicaChange> changes, PaymentWindow window) throws SQLException {
        TimerChanges timers = ReplicaChange.timers(changes, window);
        if (timers.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(FOLLOW.beneath(table))) {
            timers.bind(statement, 1);
            statement.executeUpdate();
        }
    }

    /** Ends an order's payment window now. Returns false if it has none. */
    public boolean makeDue(long orderId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MAKE_DUE.beneath(Shards.tableOfOrder(orderId)))) {
            update.setLong(1, orderId);
            return update.executeUpdate() > 0;
        }
    }
}
