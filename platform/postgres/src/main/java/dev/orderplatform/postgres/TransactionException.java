package dev.orderplatform.postgres;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The database refused, failed or went away during a transaction. */
public final class TransactionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Connection, transaction state (read-only after a failover, ended by a time-out), resources, operator intervention,
     * rollback (deadlock, serialisation), lock not available, system.
     */
    private static final Set<String> PASSING = Set.of("08", "25", "53", "57", "40", "55", "58");

    /** Belongs to class 25, but only says that an earlier statement failed: that may have been the work's fault. */
    private static final String AFTER_A_FAILURE = "25P02";

    /** All that is known of the failure. The sharding driver hands a lost commit on as the next of an empty exception. */
    private final List<Throwable> reasons;

    private final boolean begun;

    /** During the work or its commit. */
    TransactionException(SQLException cause) {
        this(cause, true);
    }

    private TransactionException(SQLException cause, boolean begun) {
        super(message(cause), cause);
        this.reasons = reasons(cause).toList();
        this.begun = begun;
    }

    /** There was no connection: the database or its pool is closed, full or away, and the work was not even begun. */
    static TransactionException beforeItBegan(SQLException cause) {
        return new TransactionException(cause, false);
    }

    private static Stream<Throwable> reasons(SQLException cause) {
        return StreamSupport.stream(cause.spliterator(), false);
    }

    private static String message(SQLException cause) {
        return reasons(cause)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .findFirst()
                .orElse("no reason given");
    }

    /** Whether a row with the same key was there already. */
    public boolean isDuplicate() {
        return reasons.stream().anyMatch(reason -> state(reason).equals("23505"));
    }

    /** Whether the same work may succeed later, unchanged: the database's state is to blame, not the work. */
    public boolean mayPass() {
        return !begun
                || reasons.stream()
                        .anyMatch(reason -> reason instanceof SQLTransientException
                                || reason instanceof SQLRecoverableException
                                || isPassing(state(reason)));
    }

    private static boolean isPassing(String state) {
        return PASSING.contains(state.substring(0, 2)) && !state.equals(AFTER_A_FAILURE);
    }

    private static String state(Throwable reason) {
        return reason instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().length() == 5
                ? sql.getSQLState()
                : "?????";
    }
}
