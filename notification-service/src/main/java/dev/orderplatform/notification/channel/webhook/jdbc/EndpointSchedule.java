package dev.orderplatform.notification.channel.webhook.jdbc;

import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** When endpoints are due. An endpoint is never due later than the first of its waiting webhooks. */
final class EndpointSchedule {
    private static final String MAKE_DUE = """
        UPDATE t_webhook_endpoint SET due_at = least(due_at, now()) WHERE user_id = ANY (?)
        """;

    private EndpointSchedule() {}

    /** Makes endpoints due that the transaction has locked. */
    static void makeDue(Transaction transaction, Collection<Long> userIds) throws SQLException {
        try (PreparedStatement update = transaction.prepare(MAKE_DUE)) {
            update.setObject(1, Columns.longs(userIds, Long::longValue));
            update.executeUpdate();
        }
    }
}
