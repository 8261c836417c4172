package dev.orderplatform.order.multiregion.jdbc;

import dev.orderplatform.order.sharding.TableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Seata's undo log of one database, in a transaction beneath the sharded data source. */
final class UndoLog {
    private static final String DELETE_DECIDED = "DELETE FROM undo_log u WHERE log_status = 0"
            + " AND log_created < now() - make_interval(secs => ?)"
            + " AND NOT EXISTS (SELECT FROM ("
            + new TableStatement("SELECT order_id, xid FROM t_order_{n} WHERE status = 'UNDECIDED'").unionOfTables()
            + ") o WHERE o.xid = u.xid)";

    private final Connection connection;

    UndoLog(Connection connection) {
        this.connection = connection;
    }

    boolean has(String xid) throws SQLException {
        return exists("SELECT 1 FROM undo_log WHERE xid = ?", xid);
    }

    /** The same, but also locks the rows until the transaction ends. */
    boolean lock(String xid) throws SQLException {
        return exists("SELECT 1 FROM undo_log WHERE xid = ? FOR UPDATE", xid);
    }

    private boolean exists(String sql, String xid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, xid);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    void delete(String xid) throws SQLException {
        delete("DELETE FROM undo_log WHERE xid = ?", xid);
    }

    void deleteDecided(Duration age) throws SQLException {
        delete(DELETE_DECIDED, age.toSeconds());
    }

    private void delete(String sql, Object parameter) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, parameter);
            delete.executeUpdate();
        }
    }
}
