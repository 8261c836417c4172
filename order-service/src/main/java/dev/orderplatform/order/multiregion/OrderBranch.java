package dev.orderplatform.order.multiregion;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.global.Xid;
import dev.orderplatform.order.sharding.Rows;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.slots.OrderId;
import dev.orderplatform.slots.ShardMap;
import dev.orderplatform.slots.Slot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Writes an order as one branch of the global transaction that is bound to the thread: inserts only, each on one shard,
 * never with ON CONFLICT, whose undo would delete the row that was there before.
 */
final class OrderBranch {
    private static final String INSERT_ORDER =
            "INSERT INTO t_order (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,"
                    + " durability, xid, total_minor, currency, history, created_at)"
                    + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,(?)::jsonb,?)";
    private static final Rows INSERT_LINES = new Rows(
            "INSERT INTO t_order_item (order_id, line_no, user_id, sku, quantity, price_minor) VALUES ",
            "(?,?,?,?,?,?)",
            "");

    private static final String SAMPLE = "warm-up";

    private final DataSource sharded;

    OrderBranch(DataSource sharded) {
        this.sharded = sharded;
    }

    /** Blocks until the branch is committed locally. Nobody sees the order before the transaction is decided. */
    void insert(UndecidedOrder order, String xid) {
        Transaction.run(sharded, connection -> {
            insertOrder(connection, order, xid);
            insertLines(connection, order);
            return true;
        });
    }

    /**
     * Writes an order to every table and takes it back, blocking. Else the first order of a table would wait for its
     * statements to be parsed and its columns to be looked up, maybe longer than the other region is waited for. The
     * coordinator learns of a branch when it commits, so it is told nothing.
     */
    void warmUp() {
        Set<ShardMap.Table> warm = new HashSet<>();
        for (long user = 1; warm.size() < ShardMap.TABLES; user++) {
            if (warm.add(Shards.tableOfUser(user))) {
                writeAndTakeBack(sampleOf(user));
            }
        }
    }

    private void writeAndTakeBack(UndecidedOrder order) {
        try {
            Xid.bound(SAMPLE, () -> {
                try (Connection connection = sharded.getConnection()) {
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
        return new UndecidedOrder(id, user, SAMPLE, new byte[0], SAMPLE, 1, 7, "CNY", lines);
    }

    private static void insertOrder(Connection connection, UndecidedOrder order, String xid) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ORDER)) {
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
            insert.setString(13, "[{\"status\":\"PENDING\",\"at\":\"" + order.createdAt() + "\"}]");
            insert.setObject(14, order.createdAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    // A statement a power of two: few texts for the sharding parser, and no row twice to fill one up.
    private static void insertLines(Connection connection, UndecidedOrder order) throws SQLException {
        List<Line> lines = order.lines();
        for (int from = 0; from < lines.size(); ) {
            int rows = Integer.highestOneBit(lines.size() - from);
            insertLines(connection, order, from, rows);
            from += rows;
        }
    }

    private static void insertLines(Connection connection, UndecidedOrder order, int from, int rows)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_LINES.times(rows))) {
            int at = 1;
            for (int i = from; i < from + rows; i++) {
                Line line = order.lines().get(i);
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
