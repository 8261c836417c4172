package dev.orderplatform.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local transaction on a pooled connection: commits all of {@link Work} or nothing. The pool resets the connection.
 */
public final class Transaction {
    private static final Logger log = LoggerFactory.getLogger(Transaction.class);

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>(1);

    private Transaction(Connection connection) {
        this.connection = connection;
    }

    /** The work of a transaction. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T in(Transaction transaction) throws SQLException;
    }

    public Connection connection() {
        return connection;
    }

    public PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /**
     * Runs {@code action} after the commit, once the connection is back in its pool; never after a rollback. It is lost
     * if the process dies in between, so anything that must happen also needs a row in this transaction.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /**
     * Runs {@code work} and commits; rolls back when it throws.
     *
     * @throws TransactionException wraps an SQLException. If the commit itself failed, the outcome is unknown.
     */
    public static <T extends @Nullable Object> T run(DataSource database, Work<T> work) {
        List<Runnable> afterCommit;
        T result;
        try (Connection connection = connect(database)) {
            connection.setAutoCommit(false);
            Transaction transaction = new Transaction(connection);
            try {
                result = work.in(transaction);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
            afterCommit = transaction.afterCommit;
        } catch (SQLException e) {
            throw new TransactionException(e);
        }
        afterCommit.forEach(Transaction::runLogged);
        return result;
    }

    // The transaction is committed, so an exception here must not reach the caller.
    private static void runLogged(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.error("an after-commit action failed", e);
        }
    }

    private static Connection connect(DataSource database) {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw TransactionException.beforeBegin(e);
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
