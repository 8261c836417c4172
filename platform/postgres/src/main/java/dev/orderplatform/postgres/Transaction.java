package dev.orderplatform.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A local transaction over one pooled connection, whose pool resets it: all of {@code work} or nothing. */
public final class Transaction {
    private Transaction() {}

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T in(Connection connection) throws SQLException;
    }

    /**
     * Runs {@code work} and commits; rolls back when it throws.
     *
     * @throws TransactionFailed around an SQLException. When the commit itself failed the outcome is unknown.
     */
    public static <T extends @Nullable Object> T run(DataSource database, Work<T> work) {
        try (Connection connection = connect(database)) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new TransactionFailed(e);
        }
    }

    private static Connection connect(DataSource database) {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw TransactionFailed.beforeItBegan(e);
        }
    }

    private static void rollback(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
