package dev.orderplatform.notification.channel.webhook.jdbc;

import dev.orderplatform.notification.channel.webhook.Delivery;
import dev.orderplatform.notification.channel.webhook.Lane;
import dev.orderplatform.notification.channel.webhook.Outcome;
import dev.orderplatform.notification.channel.webhook.Turn;
import dev.orderplatform.notification.channel.webhook.WebhookQueue;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * The queue. A lease is a time in the endpoint's row instead of a lock, so that no transaction stays open during a
 * request. All times are those of the database's clock.
 */
@Component
final class JdbcWebhookQueue implements WebhookQueue {
    // Materialized: a nested loop would repeat the subquery, which skips what it has locked, and so lease too many.
    private static final String LEASE = """
        WITH due AS MATERIALIZED (
          SELECT user_id FROM t_webhook_endpoint
          WHERE slow = ? AND due_at <= now() AND leased_until <= now()
          ORDER BY due_at LIMIT ? FOR NO KEY UPDATE SKIP LOCKED)
        UPDATE t_webhook_endpoint e SET leased_until = now() + ? * interval '1 millisecond', claim = claim + 1
        FROM due WHERE e.user_id = due.user_id RETURNING e.user_id, e.url, e.secret, e.revision, e.claim
        """;
    private static final String DUE = """
        SELECT leased.user_id, n.id, n.event_id, n.order_id, n.type, coalesce(n.event_at, n.created_at) AS at, n.title,
          n.body, d.attempts
        FROM unnest(?) AS leased (user_id)
        CROSS JOIN LATERAL (
          SELECT notification_id, due_at, attempts FROM t_webhook_delivery w
          WHERE w.user_id = leased.user_id AND w.status = 'WAITING' AND w.due_at <= now()
          ORDER BY w.due_at LIMIT ?) d
        JOIN t_notification n ON n.id = d.notification_id
        ORDER BY d.due_at, n.id
        """;

    private final DataSource database;
    private final OutcomeTables outcomes = new OutcomeTables();

    JdbcWebhookQueue(DataSource database) {
        this.database = database;
    }

    /** The row of an endpoint that was leased. */
    private record Leased(long userId, String url, byte[] secret, int revision, long claim) {}

    @Override
    public List<Turn> lease(Lane lane, int endpoints, int deliveries, Duration lease) {
        return Transaction.run(database, transaction -> {
            List<Leased> leased = lease(transaction, lane, endpoints, lease);
            Map<Long, List<Delivery>> due = leased.isEmpty() ? Map.of() : due(transaction, leased, deliveries);
            return leased.stream()
                    .map(endpoint -> new Turn(
                            endpoint.userId(),
                            endpoint.url(),
                            endpoint.secret(),
                            endpoint.revision(),
                            endpoint.claim(),
                            lane,
                            due.getOrDefault(endpoint.userId(), List.of())))
                    .toList();
        });
    }

    private static List<Leased> lease(Transaction transaction, Lane lane, int endpoints, Duration lease)
            throws SQLException {
        try (PreparedStatement update = transaction.prepare(LEASE)) {
            update.setBoolean(1, lane == Lane.SLOW);
            update.setInt(2, endpoints);
            update.setLong(3, lease.toMillis());
            try (ResultSet rows = update.executeQuery()) {
                List<Leased> leased = new ArrayList<>();
                while (rows.next()) {
                    leased.add(new Leased(
                            rows.getLong("user_id"),
                            rows.getString("url"),
                            rows.getBytes("secret"),
                            rows.getInt("revision"),
                            rows.getLong("claim")));
                }
                return leased;
            }
        }
    }

    private static Map<Long, List<Delivery>> due(Transaction transaction, List<Leased> leased, int limit)
            throws SQLException {
        try (PreparedStatement select = transaction.prepare(DUE)) {
            select.setObject(1, Columns.longs(leased, Leased::userId));
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                Map<Long, List<Delivery>> due = new HashMap<>();
                while (rows.next()) {
                    due.computeIfAbsent(rows.getLong("user_id"), _ -> new ArrayList<>())
                            .add(delivery(rows));
                }
                return due;
            }
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("event_id"),
                row.getLong("order_id"),
                row.getString("type"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("title"),
                row.getString("body"),
                row.getInt("attempts"));
    }

    @Override
    public void finish(Turn turn, Collection<Outcome> results, Lane next) {
        Transaction.run(database, transaction -> {
            if (outcomes.lock(transaction, turn)) {
                outcomes.record(transaction, results);
                if (results.stream().anyMatch(result -> result.attempt().isGone())) {
                    outcomes.disable(transaction, turn);
                }
                outcomes.endLease(transaction, turn, next);
            }
            return turn;
        });
    }
}
