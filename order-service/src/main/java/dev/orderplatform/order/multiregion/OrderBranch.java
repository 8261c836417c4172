package dev.orderplatform.order.multiregion;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import javax.sql.DataSource;

/**
 * Writes an order as one branch of the global transaction that is bound to the thread: inserts only,
 * never with ON CONFLICT, whose undo would delete the row that was there before. Statements name their table.
 */
final class OrderBranch {
    private static final String INSERT_ORDER =
            "INSERT INTO t_order_%d (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,"
                    + " durability, xid, total_minor, currency, history, created_at)"
                    + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,(?)::jsonb,?)";
    private static final String INSERT_LINES =
            "INSERT INTO t_order_item_%d (order_id, line_no, user_id, sku, quantity, price_minor) VALUES %s";
    private static final String LINE = "(?,?,?,?,?,?)";

    private static final String SAMPLE = "warm-up";
    /** Idempotency-Key forbids the line feed: under a client's key the insert, and with it the start, could fail. */
    private static final String SAMPLE_KEY = "\n" + SAMPLE;

    private final IntFunction<DataSource> databases;

    /** @param databases the order databases by number */
    OrderBranch(IntFunction<DataSource> databases) {
        this.databases = databases;
    }

    /** Blocks until the branch is committed locally. Nobody sees the order before the transaction is decided. */
    void insert(UndecidedOrder order, String xid) {
        Transaction.run(databaseOf(order), transaction -> {
            insertOrder(transaction.connection(), order, xid);
            insertLines(transaction.connection(), order);
            return true;
        });
    }

    /**
     * Writes an order to every database and takes it back, blocking. Without it the first order would wait for Seata's
     * parser and class loading, possibly longer than the other region's time-out. A branch registers with the coordinator
     * when it commits, so the coordinator never sees these.
     */
    void warmUp() {
        Set<Integer> warm = new HashSet<>();
        for (long user = 1; warm.size() < ShardMap.DATABASES; user++) {
            if (warm.add(Shards.tableOfUser(user).database())) {
                writeAndTakeBack(sampleOf(user));
            }
        }
    }

    private DataSource databaseOf(UndecidedOrder order) {
        return databases.apply(tableOf(order).database());
    }

    private static ShardMap.Table tableOf(UndecidedOrder order) {
        return Shards.tableOfUser(order.userId());
    }

    private void writeAndTakeBack(UndecidedOrder order) {
        try {
            Xid.bound(SAMPLE, () -> {
                try (Connection connection = databaseOf(order).getConnection()) {
                    connection.setAutoCommit(false);
                    insertOrder(connection, order, SAMPLE);
                    insertLines(connection, order);
                    connection.rollback();
                }
                return true;
            });
        } catch (Exception e) {
            throw new IllegalStateException("a branch can't be written: " + e.getMessage(), e);
        }
    }

    private static UndecidedOrder sampleOf(long user) {
        long id = OrderId.compose(OrderId.time(0).toEpochMilli(), Slot.ofUser(user), 0, 0);
        List<Line> lines = Collections.nCopies(7, new Line(SAMPLE, 1, 1));
        return new UndecidedOrder(id, user, SAMPLE_KEY, new byte[0], SAMPLE, 1, 7, "CNY", lines);
    }

    private static void insertOrder(Connection connection, UndecidedOrder order, String xid) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                INSERT_ORDER.formatted(tableOf(order).index()))) {
            insert.setLong(1, order.orderId());
            insert.setLong(2, order.userId());
            insert.setString(3, order.key());
            insert.setBytes(4, order.bodyHash());
            insert.setString(5, "UNDECIDED");
            insert.setInt(6, 1);
            insert.setString(7, order.region());
            insert.setLong(8, order.epoch());
            insert.setString(9, "MULTI_REGION");
            insert.setString(10, xid);
            insert.setLong(11, order.totalMinor());
            insert.setString(12, order.currency());
            insert.setString(
                    13,
                    "[" + new StatusChange(Status.PENDING, order.createdAt(), order.region(), order.epoch()).toJson()
                            + "]");
            insert.setObject(14, order.createdAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static void insertLines(Connection connection, UndecidedOrder order) throws SQLException {
        List<Line> lines = order.lines();
        String rows = String.join(",", Collections.nCopies(lines.size(), LINE));
        try (PreparedStatement insert = connection.prepareStatement(
                INSERT_LINES.formatted(tableOf(order).index(), rows))) {
            int at = 1;
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                insert.setLong(at++, order.orderId());
                insert.setInt(at++, i + 1);
                insert.setLong(at++, order.userId());
                insert.setString(at++, line.sku());
                insert.setInt(at++, line.quantity());
                insert.setLong(at++, line.priceMinor());
            }
            insert.executeUpdate();
        }
    }
}
