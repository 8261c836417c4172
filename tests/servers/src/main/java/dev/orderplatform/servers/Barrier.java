package dev.orderplatform.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A table lock that stops writers of another process at a known point, and detects that they wait. */
public final class Barrier implements AutoCloseable {
    private final Connection connection;
    private final String table;
    private final String statement;

    Barrier(String url, String table, String statement) {
        this.table = table;
        this.statement = statement;
        try {
            connection = DriverManager.getConnection(url, TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the statement waits for the lock; other waiters, such as retention or vacuum, do not count. */
    public boolean isReached() {
        try (var refresh = connection.createStatement();
                var select = connection.prepareStatement("SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)"
                        + " WHERE relation = ?::regclass AND NOT granted AND query ILIKE ?")) {
            // pg_stat_activity is a snapshot of the transaction's first query.
            refresh.execute("SELECT pg_stat_clear_snapshot()");
            select.setString(1, table);
            select.setString(2, statement);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
