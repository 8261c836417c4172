package dev.orderplatform.postgres;

import java.sql.SQLException;
import java.util.Set;

/** The database refused, failed or went away during a transaction. */
public final class TransactionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Connection, resources, operator intervention, rollback (deadlock, serialisation), lock not available, system. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55", "58");

    TransactionFailed(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether a row with the same key was there already. */
    public boolean isDuplicate() {
        for (Throwable e = getCause(); e != null; e = e.getCause()) {
            if (e instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same work may succeed later, unchanged: the database's state is to blame, not the work. */
    public boolean mayPass() {
        for (Throwable e = getCause(); e != null; e = e.getCause()) {
            if (e instanceof java.sql.SQLTransientException || e instanceof java.sql.SQLRecoverableException) {
                return true;
            }
            if (e instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && PASSING.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }
}
