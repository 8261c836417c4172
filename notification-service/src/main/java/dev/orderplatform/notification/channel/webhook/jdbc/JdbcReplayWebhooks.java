package dev.orderplatform.notification.channel.webhook.jdbc;

import dev.orderplatform.notification.channel.webhook.ReplayWebhooks;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
final class JdbcReplayWebhooks implements ReplayWebhooks {
    // Locks the endpoints first, in the order of their ids, as EnqueueWebhooks does.
    private static final String REPLAY = """
        WITH ready AS MATERIALIZED (
          SELECT user_id FROM t_webhook_endpoint
          WHERE user_id IN (SELECT user_id FROM t_webhook_delivery WHERE notification_id = ANY (?))
            AND url IS NOT NULL AND disabled_at IS NULL
          ORDER BY user_id FOR NO KEY UPDATE)
        UPDATE t_webhook_delivery d SET status = 'WAITING', attempts = 0, due_at = now(), finished_at = NULL
        FROM ready WHERE d.user_id = ready.user_id AND d.notification_id = ANY (?) AND d.status <> 'WAITING'
        RETURNING d.notification_id, d.user_id
        """;

    private final DataSource database;

    JdbcReplayWebhooks(DataSource database) {
        this.database = database;
    }

    @Override
    public Set<Long> replay(Collection<Long> notificationIds) {
        return Transaction.run(database, transaction -> {
            Map<Long, Long> users = queueAgain(transaction, Columns.longs(notificationIds, Long::longValue));
            if (!users.isEmpty()) {
                EndpointSchedule.makeDue(transaction, new TreeSet<>(users.values()));
            }
            return users.keySet();
        });
    }

    /** The users by notification id. */
    private static Map<Long, Long> queueAgain(Transaction transaction, long[] notificationIds) throws SQLException {
        try (PreparedStatement update = transaction.prepare(REPLAY)) {
            update.setObject(1, notificationIds);
            update.setObject(2, notificationIds);
            try (ResultSet rows = update.executeQuery()) {
                Map<Long, Long> users = new TreeMap<>();
                while (rows.next()) {
                    users.put(rows.getLong("notification_id"), rows.getLong("user_id"));
                }
                return users;
            }
        }
    }
}
