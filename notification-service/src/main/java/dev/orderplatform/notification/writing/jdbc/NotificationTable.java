package dev.orderplatform.notification.writing.jdbc;

import dev.orderplatform.notification.writing.Draft;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Inserts into t_notification. */
final class NotificationTable {
    private static final String INSERT = """
        INSERT INTO t_notification (event_id, user_id, order_id, type, event_at, title, body)
        SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
        ON CONFLICT (event_id) DO NOTHING RETURNING id
        """;

    /** Inserts all in one statement and returns their ids. Skips events that already have a notification. */
    List<Long> insert(Connection transaction, List<Draft> drafts) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
            insert.setArray(
                    1,
                    array(transaction, "text", drafts, draft -> draft.eventId().toString()));
            insert.setArray(2, array(transaction, "bigint", drafts, Draft::userId));
            insert.setArray(3, array(transaction, "bigint", drafts, Draft::orderId));
            insert.setArray(4, array(transaction, "text", drafts, Draft::type));
            insert.setArray(
                    5, array(transaction, "text", drafts, draft -> draft.at().toString()));
            insert.setArray(
                    6,
                    array(transaction, "text", drafts, draft -> draft.message().title()));
            insert.setArray(
                    7,
                    array(transaction, "text", drafts, draft -> draft.message().body()));
            try (ResultSet rows = insert.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    private static Array array(Connection connection, String type, List<Draft> drafts, Function<Draft, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, drafts.stream().map(column).toArray());
    }
}
