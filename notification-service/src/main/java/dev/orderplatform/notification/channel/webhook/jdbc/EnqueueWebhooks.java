package dev.orderplatform.notification.channel.webhook.jdbc;

import dev.orderplatform.notification.channel.jdbc.Channel;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Queues a webhook for each notification of a customer with an endpoint. */
@Component
final class EnqueueWebhooks implements Channel {
    // Locks the endpoints: otherwise one could be removed, or end its turn, without seeing the new webhook.
    // In the order of their ids: otherwise two transactions could deadlock.
    private static final String INSERT = """
        WITH ready AS MATERIALIZED (
          SELECT user_id FROM t_webhook_endpoint
          WHERE user_id IN (SELECT user_id FROM t_notification WHERE id = ANY (?))
            AND url IS NOT NULL AND disabled_at IS NULL
          ORDER BY user_id FOR NO KEY UPDATE)
        INSERT INTO t_webhook_delivery (notification_id, user_id)
        SELECT n.id, n.user_id FROM ready JOIN t_notification n USING (user_id) WHERE n.id = ANY (?)
        ON CONFLICT (notification_id) DO NOTHING RETURNING user_id
        """;

    @Override
    public void enqueue(Transaction transaction, List<Long> notificationIds) throws SQLException {
        Set<Long> users = insert(transaction, Columns.longs(notificationIds, Long::longValue));
        if (!users.isEmpty()) {
            EndpointSchedule.makeDue(transaction, users);
        }
    }

    private static Set<Long> insert(Transaction transaction, long[] notificationIds) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(INSERT)) {
            insert.setObject(1, notificationIds);
            insert.setObject(2, notificationIds);
            try (ResultSet rows = insert.executeQuery()) {
                Set<Long> users = new TreeSet<>();
                while (rows.next()) {
                    users.add(rows.getLong(1));
                }
                return users;
            }
        }
    }
}
