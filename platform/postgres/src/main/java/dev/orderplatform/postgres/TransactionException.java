package dev.orderplatform.postgres;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A transaction failed in the database, or its connection was lost. */
public final class TransactionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * SQLSTATE classes: connection, invalid transaction state (read-only after a failover, ended by a timeout),
     * insufficient resources, operator intervention, rollback (deadlock, serialization), lock not available, system
     * error.
     */
    private static final Set<String> TRANSIENT_STATES = Set.of("08", "25", "53", "57", "40", "55", "58");

    /** In class 25, but only says that an earlier statement failed, which may be the fault of the work. */
    private static final String IN_FAILED_TRANSACTION = "25P02";

    /**
     * The cause and its chained exceptions. The sharding driver reports a lost commit as the next exception of an empty
     * one.
     */
    private final List<Throwable> reasons;

    private final boolean begun;

    /** A failure during the work or its commit. */
    TransactionException(SQLException cause) {
        this(cause, true);
    }

    private TransactionException(SQLException cause, boolean begun) {
        super(message(cause), cause);
        this.reasons = reasons(cause).toList();
        this.begun = begun;
    }

    /**
     * No connection could be opened: the database is down, or its pool is exhausted or closed. The work did not begin.
     */
    static TransactionException beforeBegin(SQLException cause) {
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
                .orElse("no message");
    }

    /** Whether a row with the same key already existed (unique violation). */
    public boolean isDuplicate() {
        return reasons.stream().anyMatch(reason -> state(reason).equals("23505"));
    }

    /**
     * Whether a retry of the same work may succeed: the failure is due to the state of the database, not to the work.
     */
    public boolean isTransient() {
        return !begun
                || reasons.stream()
                        .anyMatch(reason -> reason instanceof SQLTransientException
                                || reason instanceof SQLRecoverableException
                                || isTransientState(state(reason)));
    }

    private static boolean isTransientState(String state) {
        return TRANSIENT_STATES.contains(state.substring(0, 2)) && !state.equals(IN_FAILED_TRANSACTION);
    }

    private static String state(Throwable reason) {
        return reason instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().length() == 5
                ? sql.getSQLState()
                : "?????";
    }
}
