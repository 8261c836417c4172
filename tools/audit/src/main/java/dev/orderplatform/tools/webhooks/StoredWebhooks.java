package dev.orderplatform.tools.webhooks;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the queue and the log of notification-service. */
final class StoredWebhooks {
    private static final String SELECT = """
        SELECT d.notification_id, d.user_id, n.event_id, d.status, d.attempts,
          coalesce(d.finished_at, d.due_at) AS due, last.error, e.url IS NOT NULL AND e.disabled_at IS NULL AS ready
        FROM t_webhook_delivery d
        JOIN t_notification n ON n.id = d.notification_id
        LEFT JOIN t_webhook_endpoint e ON e.user_id = d.user_id
        LEFT JOIN LATERAL (
          SELECT error FROM t_webhook_attempt a WHERE a.notification_id = d.notification_id ORDER BY a.at DESC LIMIT 1
        ) last ON true WHERE
        """;

    private final PlatformData data;

    StoredWebhooks(PlatformData data) {
        this.data = data;
    }

    /** Those that were given up, the newest first. */
    List<Webhook> failed(Optional<Long> user, int limit) {
        return select("d.status = 'FAILED'"
                + user.map(id -> " AND d.user_id = " + id).orElse("") + " ORDER BY d.finished_at DESC LIMIT " + limit);
    }

    /** Those that wait for their next attempt, by customer. */
    List<Webhook> waiting(Optional<Long> user, int limit) {
        return select("d.status = 'WAITING'"
                + user.map(id -> " AND d.user_id = " + id).orElse("") + " ORDER BY d.user_id, d.due_at LIMIT " + limit);
    }

    Optional<Webhook> find(long id) {
        return select("d.notification_id = " + id).stream().findFirst();
    }

    /** The log of a webhook, as lines, the oldest first. */
    void eachAttempt(long id, Consumer<String> line) {
        try (var database = open()) {
            database.each(
                    "SELECT at, coalesce(response_status::text, '-'), duration_ms, coalesce(error, 'delivered')"
                            + " FROM t_webhook_attempt WHERE notification_id = " + id + " ORDER BY at",
                    row -> line.accept("%s  status %s  %d ms  %s"
                            .formatted(
                                    row.getObject(1, OffsetDateTime.class).toInstant(),
                                    row.getString(2),
                                    row.getInt(3),
                                    row.getString(4))));
        }
    }

    private List<Webhook> select(String condition) {
        var found = new ArrayList<Webhook>();
        try (var database = open()) {
            database.each(SELECT + condition, row -> found.add(webhook(row)));
        }
        return found;
    }

    private ReadOnlyDatabase open() {
        return ReadOnlyDatabase.open(data.global(), "notification", data.auditor());
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getLong("notification_id"),
                row.getLong("user_id"),
                row.getString("event_id"),
                row.getString("status"),
                row.getInt("attempts"),
                row.getObject("due", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("error")),
                row.getBoolean("ready"));
    }
}
