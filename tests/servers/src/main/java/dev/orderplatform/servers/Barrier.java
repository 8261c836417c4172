package dev.orderplatform.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A table lock as a break point in a process that is not told of it: whoever comes to write there waits, and is seen
 * waiting.
 */
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

    /** Whether the statement waits; others that do, such as tidying deletes or the vacuum, don't count. */
    public boolean isReached() {
        try (var refresh = connection.createStatement();
                var select = connection.prepareStatement("SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)"
                        + " WHERE relation = ?::regclass AND NOT granted AND query ILIKE ?")) {
            // A transaction sees the activity of its first look for ever.
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
