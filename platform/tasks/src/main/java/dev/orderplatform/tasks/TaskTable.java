package dev.orderplatform.tasks;

import dev.orderplatform.postgres.BacklogGauges;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * A table of tasks. All times are those of the database's clock: a process whose clock is wrong claims nothing too early.
 *
 * <pre>{@code
 * kind         text NOT NULL,
 * subject      text NOT NULL,
 * since        timestamptz NOT NULL DEFAULT now(),  -- when it was first added
 * due_at       timestamptz NOT NULL,                -- of a claimed task: the end of its lease
 * attempt      int NOT NULL DEFAULT 0,
 * claim        bigint NOT NULL DEFAULT 0,
 * last_failure text,
 * PRIMARY KEY (kind, subject)
 * -- and an index on due_at
 * }</pre>
 */
public final class TaskTable {
    private static final int MAX_FAILURE_LENGTH = 500;

    private final DataSource database;
    private final String name;
    private volatile Runnable onDue = () -> {};

    /** @param name must be a constant, never input: it becomes part of SQL */
    public TaskTable(DataSource database, String name) {
        this.database = database;
        this.name = name;
    }

    /** Adds tasks that are due at once. */
    public void add(Transaction transaction, String kind, Collection<String> subjects) throws SQLException {
        add(transaction, kind, subjects, Duration.ZERO);
    }

    /**
     * Adds tasks. One that exists becomes due at that time if it was due later; one that is running runs again.
     *
     * @param delay until they are due
     */
    public void add(Transaction transaction, String kind, Collection<String> subjects, Duration delay)
            throws SQLException {
        if (subjects.isEmpty()) {
            return;
        }
        // Sorted, so that two transactions that add the same tasks do not deadlock.
        try (PreparedStatement insert = transaction.prepare("INSERT INTO " + name
                + " AS t (kind, subject, due_at) SELECT DISTINCT ?, subject, now() + ? * interval '1 millisecond'"
                + " FROM unnest(?::text[]) AS s (subject) ORDER BY subject"
                + " ON CONFLICT (kind, subject) DO UPDATE SET due_at = least(t.due_at, excluded.due_at),"
                + " attempt = 0, claim = t.claim + 1")) {
            insert.setString(1, kind);
            insert.setLong(2, delay.toMillis());
            insert.setObject(3, Columns.texts(subjects, subject -> subject));
            insert.executeUpdate();
        }
        if (!delay.isPositive()) {
            transaction.afterCommit(this::notifyDue);
        }
    }

    /** Removes tasks that are not needed any more. */
    public void remove(Transaction transaction, String kind, Collection<String> subjects) throws SQLException {
        try (PreparedStatement delete =
                transaction.prepare("DELETE FROM " + name + " WHERE kind = ? AND subject = ANY (?::text[])")) {
            delete.setString(1, kind);
            delete.setObject(2, Columns.texts(subjects, subject -> subject));
            delete.executeUpdate();
        }
    }

    /** Ends a task, unless it was added again since it was claimed. */
    public void finish(Transaction transaction, Task task) throws SQLException {
        try (PreparedStatement delete =
                transaction.prepare("DELETE FROM " + name + " WHERE kind = ? AND subject = ? AND claim = ?")) {
            bind(delete, 1, task);
            delete.executeUpdate();
        }
    }

    /** Runs a task again later, unless it was added again since it was claimed. */
    public void reschedule(Transaction transaction, Task task, Duration delay) throws SQLException {
        try (PreparedStatement update = transaction.prepare("UPDATE " + name
                + " SET due_at = now() + ? * interval '1 millisecond', attempt = 0, last_failure = NULL"
                + " WHERE kind = ? AND subject = ? AND claim = ?")) {
            update.setLong(1, delay.toMillis());
            bind(update, 2, task);
            update.executeUpdate();
        }
    }

    /** Records a failure. A task that was added again stays due as it is. */
    void retry(Task task, Duration backOff, String failure) {
        Transaction.run(database, transaction -> {
            try (PreparedStatement update = transaction.prepare("UPDATE " + name
                    + " SET due_at = now() + ? * interval '1 millisecond', last_failure = ?"
                    + " WHERE kind = ? AND subject = ? AND claim = ?")) {
                update.setLong(1, backOff.toMillis());
                update.setString(2, failure.substring(0, Math.min(failure.length(), MAX_FAILURE_LENGTH)));
                bind(update, 3, task);
                return update.executeUpdate();
            }
        });
    }

    /** Claims due tasks, those that have been due for longest first. Skips tasks that another process is claiming. */
    List<Task> claim(Collection<String> kinds, int limit, Duration lease) {
        return Transaction.run(database, transaction -> {
            // Materialized: a nested loop would repeat the subquery, which skips what it has locked, and so claim more
            // than the limit.
            try (PreparedStatement update = transaction.prepare("WITH due AS MATERIALIZED (SELECT kind, subject FROM "
                    + name + " WHERE due_at <= now() AND kind = ANY (?::text[]) ORDER BY due_at LIMIT ?"
                    + " FOR UPDATE SKIP LOCKED) UPDATE " + name
                    + " t SET due_at = now() + ? * interval '1 millisecond', attempt = attempt + 1, claim = claim + 1"
                    + " FROM due WHERE t.kind = due.kind AND t.subject = due.subject"
                    + " RETURNING t.kind, t.subject, t.attempt, t.since, t.claim")) {
                update.setObject(1, Columns.texts(kinds, kind -> kind));
                update.setInt(2, limit);
                update.setLong(3, lease.toMillis());
                try (ResultSet rows = update.executeQuery()) {
                    return read(rows);
                }
            }
        });
    }

    /** For each kind, the number of tasks and the age of the oldest. */
    BacklogGauges.Query backlog() {
        return new BacklogGauges.Query(
                database,
                "SELECT kind, count(*), extract(epoch FROM now() - min(since)) FROM " + name + " GROUP BY kind");
    }

    /** @param listener is called after a transaction has committed tasks that are due at once */
    void onDue(Runnable listener) {
        onDue = listener;
    }

    void notifyDue() {
        onDue.run();
    }

    private static List<Task> read(ResultSet rows) throws SQLException {
        List<Task> claimed = new ArrayList<>();
        while (rows.next()) {
            claimed.add(new Task(
                    rows.getString("kind"),
                    rows.getString("subject"),
                    rows.getInt("attempt"),
                    rows.getObject("since", OffsetDateTime.class).toInstant(),
                    rows.getLong("claim")));
        }
        return claimed;
    }

    private static void bind(PreparedStatement statement, int first, Task task) throws SQLException {
        statement.setString(first, task.kind());
        statement.setString(first + 1, task.subject());
        statement.setLong(first + 2, task.claim());
    }
}
