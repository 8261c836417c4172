package dev.orderplatform.postgres;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The database refused, failed or went away during a transaction. */
public final class TransactionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Connection, resources, operator intervention, rollback (deadlock, serialisation), lock not available, system. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55", "58");

    /** All that is known of the failure. The sharding driver hands a lost commit on as the next of an empty exception. */
    private final List<Throwable> reasons;

    TransactionFailed(SQLException cause) {
        super(message(cause), cause);
        reasons = reasons(cause).toList();
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
        return reasons.stream()
                .anyMatch(reason -> reason instanceof SQLTransientException
                        || reason instanceof SQLRecoverableException
                        || PASSING.contains(state(reason).substring(0, 2)));
    }

    private static String state(Throwable reason) {
        return reason instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().length() == 5
                ? sql.getSQLState()
                : "?????";
    }
}
