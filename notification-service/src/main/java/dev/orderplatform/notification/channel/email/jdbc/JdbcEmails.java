package dev.orderplatform.notification.channel.email.jdbc;

import dev.orderplatform.notification.channel.email.Email;
import dev.orderplatform.notification.channel.email.Emails;
import dev.orderplatform.notification.channel.jdbc.Channel;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * The table t_email, to which the notifications of customers who want e-mails are added. A claim is a due time in the future instead of a lock, so
 * that no transaction stays open during SMTP.
 */
@Component
@ConditionalOnBooleanProperty("platform.notification.email.enabled")
final class JdbcEmails implements Channel, Emails {
    private static final String ENQUEUE = """
        INSERT INTO t_email (notification_id)
        SELECT n.id FROM t_notification n JOIN t_preference p USING (user_id) WHERE n.id = ANY (?) AND p.email
        ON CONFLICT DO NOTHING
        """;
    private static final String CLAIM = """
        WITH due AS (
          SELECT notification_id FROM t_email WHERE status = 'WAITING' AND due_at <= now()
          ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED),
        claimed AS (
          UPDATE t_email e SET attempts = attempts + 1, due_at = now() + ? * interval '1 millisecond'
          FROM due WHERE e.notification_id = due.notification_id RETURNING e.notification_id, e.attempts)
        SELECT n.id, n.event_id, n.user_id, n.title, n.body, c.attempts
        FROM claimed c JOIN t_notification n ON n.id = c.notification_id ORDER BY n.id
        """;
    private static final String MARK_SENT =
            "UPDATE t_email SET status = 'SENT', finished_at = now(), last_error = NULL WHERE notification_id = ANY(?)";
    // attempts = ?: only the latest claim may update the row, not an earlier one that finishes late.
    private static final String RETRY = """
        UPDATE t_email SET due_at = now() + ? * interval '1 millisecond', last_error = ?
        WHERE notification_id = ? AND attempts = ? AND status = 'WAITING'
        """;
    private static final String FAIL = """
        UPDATE t_email SET status = 'FAILED', finished_at = now(), last_error = ?
        WHERE notification_id = ? AND attempts = ? AND status = 'WAITING'
        """;

    private final DataSource database;

    JdbcEmails(DataSource database) {
        this.database = database;
    }

    @Override
    public void enqueue(Transaction transaction, List<Long> notificationIds) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(ENQUEUE)) {
            insert.setObject(1, Columns.longs(notificationIds, Long::longValue));
            insert.executeUpdate();
        }
    }

    @Override
    public List<Email> claim(int limit, Duration claim) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(CLAIM)) {
                select.setInt(1, limit);
                select.setLong(2, claim.toMillis());
                try (ResultSet rows = select.executeQuery()) {
                    List<Email> emails = new ArrayList<>();
                    while (rows.next()) {
                        emails.add(email(rows));
                    }
                    return emails;
                }
            }
        });
    }

    @Override
    public void markSent(List<Email> emails) {
        Transaction.run(database, transaction -> {
            try (PreparedStatement update = transaction.prepare(MARK_SENT)) {
                update.setArray(
                        1,
                        transaction
                                .connection()
                                .createArrayOf(
                                        "bigint",
                                        emails.stream()
                                                .map(Email::notificationId)
                                                .toArray()));
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void retry(Email email, String error, Duration backOff) {
        Transaction.run(database, transaction -> {
            try (PreparedStatement update = transaction.prepare(RETRY)) {
                update.setLong(1, backOff.toMillis());
                update.setString(2, error);
                update.setLong(3, email.notificationId());
                update.setInt(4, email.attempt());
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void fail(Email email, String error) {
        Transaction.run(database, transaction -> {
            try (PreparedStatement update = transaction.prepare(FAIL)) {
                update.setString(1, error);
                update.setLong(2, email.notificationId());
                update.setInt(3, email.attempt());
                return update.executeUpdate();
            }
        });
    }

    private static Email email(ResultSet row) throws SQLException {
        return new Email(
                row.getLong("id"),
                row.getString("event_id"),
                row.getLong("user_id"),
                row.getString("title"),
                row.getString("body"),
                row.getInt("attempts"));
    }
}
