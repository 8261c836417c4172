package dev.orderplatform.evolution.notifications;

import dev.orderplatform.contracts.OrderEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers' notifications in PostgreSQL. Blocking. */
@Component
final class Notifications {
    private final JdbcClient database;

    Notifications(JdbcClient database) {
        this.database = database;
    }

    /** The JSON form. Ids are strings, because they exceed JavaScript's exact integers. */
    record Notification(String id, String orderId, String type, String title, String body, Instant createdAt) {}

    /** Adds the notification about an event, unless it already exists. */
    void write(OrderEvent event) {
        Message message = Message.about(event);
        database.sql("INSERT INTO t_notification (event_id, user_id, order_id, type, title, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING")
                .params(
                        event.id().toString(),
                        event.userId(),
                        event.orderId(),
                        event.type(),
                        message.title(),
                        message.body())
                .update();
    }

    /** A customer's notifications with ids below {@code before}, newest first. */
    List<Notification> page(long userId, long before, int limit) {
        return database.sql("SELECT id, order_id, type, title, body, created_at FROM t_notification"
                        + " WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT ?")
                .params(userId, before, limit)
                .query(Notifications::notification)
                .list();
    }

    private static Notification notification(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getString("id"),
                row.getString("order_id"),
                row.getString("type"),
                row.getString("title"),
                row.getString("body"),
                row.getTimestamp("created_at").toInstant());
    }
}
