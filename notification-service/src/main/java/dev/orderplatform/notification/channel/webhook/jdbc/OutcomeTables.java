package dev.orderplatform.notification.channel.webhook.jdbc;

import dev.orderplatform.notification.channel.webhook.Lane;
import dev.orderplatform.notification.channel.webhook.Outcome;
import dev.orderplatform.notification.channel.webhook.Turn;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/** The statements that end an endpoint's turn. */
final class OutcomeTables {
    private static final String LOCK =
            "SELECT 1 FROM t_webhook_endpoint WHERE user_id = ? AND claim = ? FOR NO KEY UPDATE";
    private static final String UPDATE = """
        UPDATE t_webhook_delivery d SET attempts = attempts + 1, status = o.status,
          due_at = now() + o.delay * interval '1 millisecond',
          finished_at = CASE WHEN o.status = 'WAITING' THEN NULL ELSE now() END
        FROM unnest(?, ?::text[], ?) AS o (id, status, delay) WHERE d.notification_id = o.id AND d.status = 'WAITING'
        """;
    // Joined: retention may have deleted the notification.
    private static final String LOG = """
        INSERT INTO t_webhook_attempt (notification_id, response_status, duration_ms, error)
        SELECT d.notification_id, nullif(o.response, 0), o.duration, o.error
        FROM unnest(?, ?, ?, ?::text[]) AS o (id, response, duration, error)
        JOIN t_webhook_delivery d ON d.notification_id = o.id ON CONFLICT DO NOTHING
        """;
    private static final String DISABLE =
            "UPDATE t_webhook_endpoint SET disabled_at = now() WHERE user_id = ? AND revision = ? AND url IS NOT NULL";
    private static final String GIVE_UP =
            "UPDATE t_webhook_delivery SET status = 'FAILED', finished_at = now() WHERE user_id = ? AND status ="
                    + " 'WAITING'";
    // Due behind the endpoints that wait already, so that one with many webhooks takes turns with all others.
    private static final String END_LEASE = """
        UPDATE t_webhook_endpoint e SET leased_until = now(), slow = ?, due_at = (
          SELECT greatest(d.due_at, now()) FROM t_webhook_delivery d
          WHERE d.user_id = e.user_id AND d.status = 'WAITING' ORDER BY d.due_at LIMIT 1)
        WHERE e.user_id = ?
        """;

    /** Whether the lease is still this turn's. The lock keeps new webhooks out until the commit. */
    boolean lock(Transaction transaction, Turn turn) throws SQLException {
        try (PreparedStatement lock = transaction.prepare(LOCK)) {
            lock.setLong(1, turn.userId());
            lock.setLong(2, turn.claim());
            try (ResultSet row = lock.executeQuery()) {
                return row.next();
            }
        }
    }

    void record(Transaction transaction, Collection<Outcome> outcomes) throws SQLException {
        long[] ids = Columns.longs(outcomes, outcome -> outcome.delivery().notificationId());
        try (PreparedStatement update = transaction.prepare(UPDATE)) {
            update.setObject(1, ids);
            update.setObject(2, Columns.texts(outcomes, OutcomeTables::status));
            update.setObject(
                    3,
                    Columns.longs(
                            outcomes,
                            outcome ->
                                    outcome.retryAfter().map(Duration::toMillis).orElse(0L)));
            update.executeUpdate();
        }
        try (PreparedStatement insert = transaction.prepare(LOG)) {
            insert.setObject(1, ids);
            insert.setObject(
                    2,
                    Columns.ints(outcomes, outcome -> outcome.attempt().status().orElse(0)));
            insert.setObject(3, Columns.ints(outcomes, outcome ->
                    (int) outcome.attempt().duration().toMillis()));
            insert.setObject(
                    4,
                    Columns.texts(outcomes, outcome -> outcome.attempt().error().orElse(null)));
            insert.executeUpdate();
        }
    }

    private static String status(Outcome outcome) {
        if (outcome.attempt().isDelivered()) {
            return "DELIVERED";
        }
        return outcome.isGivenUp() ? "FAILED" : "WAITING";
    }

    /** Disables the endpoint that was sent to, and gives up its webhooks; not one that the customer has changed since. */
    void disable(Transaction transaction, Turn turn) throws SQLException {
        try (PreparedStatement disable = transaction.prepare(DISABLE)) {
            disable.setLong(1, turn.userId());
            disable.setInt(2, turn.revision());
            if (disable.executeUpdate() == 0) {
                return;
            }
        }
        try (PreparedStatement giveUp = transaction.prepare(GIVE_UP)) {
            giveUp.setLong(1, turn.userId());
            giveUp.executeUpdate();
        }
    }

    void endLease(Transaction transaction, Turn turn, Lane next) throws SQLException {
        try (PreparedStatement update = transaction.prepare(END_LEASE)) {
            update.setBoolean(1, next == Lane.SLOW);
            update.setLong(2, turn.userId());
            update.executeUpdate();
        }
    }
}
