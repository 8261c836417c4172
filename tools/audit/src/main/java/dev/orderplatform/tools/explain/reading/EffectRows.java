package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.tools.explain.evidence.Effects.Message;
import dev.orderplatform.tools.explain.evidence.Effects.Notification;
import dev.orderplatform.tools.explain.evidence.Effects.Points;
import java.util.List;
import java.util.Optional;

/** Reads the rows of the services that belong to no region. */
final class EffectRows {

    /** Through the index of the customer's notifications: there is none by order. */
    private static final String NOTIFICATIONS = """
        SELECT n.id, n.type, n.created_at,
          w.status AS webhook_status, w.attempts AS webhook_attempts, coalesce(w.finished_at, w.due_at) AS webhook_at,
          (SELECT a.error FROM t_webhook_attempt a WHERE a.notification_id = n.id ORDER BY a.at DESC LIMIT 1) AS webhook_error,
          e.status AS email_status, e.attempts AS email_attempts, coalesce(e.finished_at, e.due_at) AS email_at,
          e.last_error AS email_error
        FROM t_notification n
        LEFT JOIN t_webhook_delivery w ON w.notification_id = n.id
        LEFT JOIN t_email e ON e.notification_id = n.id
        WHERE n.user_id = %d AND n.order_id = %d ORDER BY n.id
        """;

    private static final String POINTS = """
        SELECT kind, points, at FROM t_transfer WHERE user_id = %d AND order_id = %d ORDER BY seq
        """;

    private static final String BASKET = "SELECT status FROM t_basket WHERE order_id = ";

    private EffectRows() {}

    static List<Notification> notifications(ReadOnlyDatabase database, long userId, long orderId) {
        return Row.of(database, NOTIFICATIONS.formatted(userId, orderId)).stream()
                .map(row -> new Notification(
                        row.number("id"),
                        row.text("type"),
                        row.instant("created_at"),
                        message(row, "webhook"),
                        message(row, "email")))
                .toList();
    }

    private static Optional<Message> message(Row row, String channel) {
        return row.find(channel + "_status")
                .map(status -> new Message(
                        status,
                        row.count(channel + "_attempts"),
                        row.instant(channel + "_at"),
                        row.find(channel + "_error")));
    }

    static List<Points> points(ReadOnlyDatabase database, long userId, long orderId) {
        return Row.of(database, POINTS.formatted(userId, orderId)).stream()
                .map(row -> new Points(row.text("kind"), row.number("points"), row.instant("at")))
                .toList();
    }

    static Optional<String> basket(ReadOnlyDatabase database, long orderId) {
        return Row.of(database, BASKET + orderId).stream()
                .map(row -> row.text("status"))
                .findFirst();
    }
}
