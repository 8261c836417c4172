package dev.orderplatform.runtime.databases;

import dev.orderplatform.runtime.process.PlatformException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A read-only connection. Results are streamed, so memory does not grow with their size. */
public final class ReadOnlyDatabase implements AutoCloseable {

    private static final int FETCH_SIZE = 5_000;

    private final String name;
    private final Connection connection;

    private ReadOnlyDatabase(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    /** Handles one row. */
    @FunctionalInterface
    public interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * @param server host and port
     * @throws PlatformException if it does not answer or rejects the login
     */
    public static ReadOnlyDatabase open(String server, String database, Login login) {
        var properties = new Properties();
        properties.setProperty("user", login.role());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "120");
        properties.setProperty("ApplicationName", "orderctl");
        try {
            var connection = DriverManager.getConnection("jdbc:postgresql://" + server + "/" + database, properties);
            connection.setReadOnly(true);
            // The driver streams only within a transaction.
            connection.setAutoCommit(false);
            return new ReadOnlyDatabase(database, connection);
        } catch (SQLException e) {
            throw new PlatformException(
                    "Cannot read database %s at %s: %s".formatted(database, server, e.getMessage()), e);
        }
    }

    /** Reads all rows of a query in one transaction. */
    public void each(String query, Row row) {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    row.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new PlatformException("Cannot read database %s: %s".formatted(name, e.getMessage()), e);
        } finally {
            rollback();
        }
    }

    // Also after a failure: an open transaction keeps its locks, and a failed one refuses all further queries.
    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException _) {
            // The connection is broken, which the next query reports.
        }
    }

    /** The first column of the query's only row. */
    public long number(String query) {
        var number = new long[1];
        each(query, row -> number[0] = row.getLong(1));
        return number[0];
    }

    public boolean hasTable(String table) {
        return number("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = '" + table + "'") > 0;
    }

    public boolean hasView(String view) {
        return number("SELECT count(*) FROM pg_views WHERE schemaname = 'public' AND viewname = '" + view + "'") > 0;
    }

    /** The tables whose names match a POSIX regular expression. */
    public List<String> tables(String pattern) {
        var names = new ArrayList<String>();
        each(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '" + pattern
                        + "' ORDER BY 1",
                row -> names.add(row.getString(1)));
        return names;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // Nothing was written.
        }
    }
}
