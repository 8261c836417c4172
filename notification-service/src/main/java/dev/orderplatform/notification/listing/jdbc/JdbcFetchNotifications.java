package dev.orderplatform.notification.listing.jdbc;

import dev.orderplatform.notification.listing.FetchNotifications;
import dev.orderplatform.notification.listing.Notification;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
final class JdbcFetchNotifications implements FetchNotifications {
    private static final String SELECT = """
        SELECT id, order_id, type, title, body, created_at FROM t_notification
        WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT ?
        """;

    private final DataSource database;

    JdbcFetchNotifications(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Notification> newest(long userId, Optional<Long> before, int limit) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(SELECT)) {
                select.setLong(1, userId);
                select.setLong(2, before.orElse(Long.MAX_VALUE));
                select.setInt(3, limit);
                try (ResultSet rows = select.executeQuery()) {
                    List<Notification> notifications = new ArrayList<>();
                    while (rows.next()) {
                        notifications.add(notification(rows));
                    }
                    return notifications;
                }
            }
        });
    }

    private static Notification notification(ResultSet row) throws SQLException {
        return new Notification(
                row.getLong("id"),
                row.getLong("order_id"),
                row.getString("type"),
                row.getString("title"),
                row.getString("body"),
                row.getTimestamp("created_at").toInstant());
    }
}
