package dev.orderplatform.order.synchronous;

import dev.orderplatform.contracts.Stream;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.slots.ShardMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events that some service has still to be told of; they lie where the event-driven flow has its outbox. */
final class OwedRows {
    private static final int MOST_A_ROUND = 200;

    private final Shards shards;

    OwedRows(Shards shards) {
        this.shards = shards;
    }

    /** An order's, oldest first. */
    List<EventMessage> of(long orderId) {
        ShardMap.Table table = Shards.tableOfOrder(orderId);
        return Transaction.run(shards.database(table.database()), connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT order_id, version, type, created_at, payload, traceparent FROM t_outbox_" + table.index()
                            + " WHERE order_id = ? ORDER BY version")) {
                select.setLong(1, orderId);
                try (ResultSet rows = select.executeQuery()) {
                    List<EventMessage> events = new ArrayList<>();
                    while (rows.next()) {
                        events.add(message(rows));
                    }
                    return events;
                }
            }
        });
    }

    /** Orders of a table that something is owed of for longer than the grace. */
    List<Long> ordersOlderThan(ShardMap.Table table, Duration grace) {
        return Transaction.run(shards.database(table.database()), connection -> orders(connection, table, grace));
    }

    void delete(EventMessage event) {
        ShardMap.Table table = Shards.tableOfOrder(event.orderId());
        Transaction.run(shards.database(table.database()), connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM t_outbox_" + table.index() + " WHERE order_id = ? AND version = ?")) {
                delete.setLong(1, event.orderId());
                delete.setInt(2, event.version());
                return delete.executeUpdate();
            }
        });
    }

    private static List<Long> orders(Connection connection, ShardMap.Table table, Duration grace) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT order_id FROM t_outbox_"
                + table.index() + " WHERE created_at < now() - ? * interval '1 millisecond' LIMIT " + MOST_A_ROUND)) {
            select.setLong(1, grace.toMillis());
            try (ResultSet rows = select.executeQuery()) {
                List<Long> orders = new ArrayList<>();
                while (rows.next()) {
                    orders.add(rows.getLong(1));
                }
                return orders;
            }
        }
    }

    private static EventMessage message(ResultSet row) throws SQLException {
        return new EventMessage(
                Stream.ORDER,
                row.getLong("order_id"),
                row.getInt("version"),
                row.getString("type"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("payload"),
                Optional.ofNullable(row.getString("traceparent")));
    }
}
