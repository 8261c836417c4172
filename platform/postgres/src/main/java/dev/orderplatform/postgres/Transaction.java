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

/** A local transaction over one pooled connection, whose pool resets it: all of {@link Work} or nothing. */
public final class Transaction {
    private static final Logger log = LoggerFactory.getLogger(Transaction.class);

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>(1);

    private Transaction(Connection connection) {
        this.connection = connection;
    }

    /** What is done in a transaction. */
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
     * Has something done once the commit is durable and the connection is back in its pool, and never after a rollback. A
     * process that dies in between does not do it, so what must happen needs a row of this transaction as well.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /**
     * Runs {@code work} and commits; rolls back when it throws.
     *
     * @throws TransactionException around an SQLException. When the commit itself failed the outcome is unknown.
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

    // The transaction has happened: its caller must not take it for failed.
    private static void runLogged(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.error("what was to follow a commit has failed", e);
        }
    }

    private static Connection connect(DataSource database) {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw TransactionException.beforeItBegan(e);
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
