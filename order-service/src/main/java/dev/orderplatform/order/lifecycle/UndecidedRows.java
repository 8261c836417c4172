package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** UNDECIDED orders and the undo log beside them, beneath the sharded data source: the undo log is a database's own. */
final class UndecidedRows {
    private static final int MAX_BATCH = 200;
    private static final String UNDECIDED =
            eachTable("SELECT order_id, xid FROM t_order_%d WHERE status = 'UNDECIDED'");
    static final String UNDECIDED_BEFORE =
            eachTable("SELECT order_id, xid FROM t_order_%d WHERE status = 'UNDECIDED' AND order_id < ?") + " LIMIT "
                    + MAX_BATCH;
    private static final String DELETE_DECIDED = "DELETE FROM undo_log u WHERE log_status = 0"
            + " AND log_created < now() - make_interval(secs => ?)"
            + " AND NOT EXISTS (SELECT FROM (" + UNDECIDED + ") o WHERE o.xid = u.xid)";

    private final Shards shards;

    UndecidedRows(Shards shards) {
        this.shards = shards;
    }

    /** An UNDECIDED order, or one that was a moment ago. */
    record Row(long orderId, String xid) {

        private ShardMap.Table table() {
            return Shards.tableOfOrder(orderId);
        }
    }

    /** Those of a database with ids below {@code before}. */
    List<Row> before(int database, long before) {
        return Transaction.run(shards.database(database), transaction -> {
            try (PreparedStatement select = transaction.prepare(UNDECIDED_BEFORE)) {
                for (int n = 1; n <= ShardMap.TABLES_PER_DATABASE; n++) {
                    select.setLong(n, before);
                }
                try (ResultSet found = select.executeQuery()) {
                    List<Row> rows = new ArrayList<>();
                    while (found.next()) {
                        rows.add(new Row(found.getLong(1), found.getString(2)));
                    }
                    return rows;
                }
            }
        });
    }

    /**
     * Whether the row is there and its undo log is not. With the row locked no rollback can be half-way: it deletes both
     * in one transaction.
     */
    boolean isCommitted(Row row) {
        return Transaction.run(shards.database(row.table().database()), transaction -> {
            return lock(transaction.connection(), row) && !hasUndoLog(transaction.connection(), row.xid(), "");
        });
    }

    /**
     * Removes the order, its lines and its undo log, locked in the order in which a rollback locks them; false when one of
     * them is gone: it was decided meanwhile.
     */
    boolean discard(Row row) {
        return Transaction.run(shards.database(row.table().database()), transaction -> {
            if (!hasUndoLog(transaction.connection(), row.xid(), " FOR UPDATE")
                    || !lock(transaction.connection(), row)) {
                return false;
            }
            int index = row.table().index();
            delete(
                    transaction.connection(),
                    "DELETE FROM t_order_item_" + index + " WHERE order_id = ?",
                    row.orderId());
            delete(transaction.connection(), "DELETE FROM t_order_" + index + " WHERE order_id = ?", row.orderId());
            delete(transaction.connection(), "DELETE FROM undo_log WHERE xid = ?", row.xid());
            return true;
        });
    }

    /** Removes what transactions left behind whose orders are decided: a crash came before the second phase's tidying. */
    void deleteDecidedUndoLog(int database, Duration age) {
        Transaction.run(shards.database(database), transaction -> {
            delete(transaction.connection(), DELETE_DECIDED, age.toSeconds());
            return true;
        });
    }

    private static boolean lock(Connection connection, Row row) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM t_order_"
                + row.table().index() + " WHERE order_id = ? AND status = 'UNDECIDED' FOR UPDATE")) {
            select.setLong(1, row.orderId());
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    private static boolean hasUndoLog(Connection connection, String xid, String locking) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM undo_log WHERE xid = ?" + locking)) {
            select.setString(1, xid);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void delete(Connection connection, String sql, Object parameter) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, parameter);
            delete.executeUpdate();
        }
    }

    private static String eachTable(String select) {
        return IntStream.range(0, ShardMap.TABLES_PER_DATABASE)
                .mapToObj(select::formatted)
                .collect(Collectors.joining(" UNION ALL "));
    }
}
