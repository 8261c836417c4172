package dev.orderplatform.order.synchronous;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
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
    private static final int MAX_BATCH = 200;

    private final Shards shards;

    OwedRows(Shards shards) {
        this.shards = shards;
    }

    /** An order's, oldest first. */
    List<EventMessage> of(long orderId) {
        ShardMap.Table table = Shards.tableOfOrder(orderId);
        return Transaction.run(shards.database(table.database()), transaction -> {
            try (PreparedStatement select = transaction.prepare(
                    "SELECT partition_key, event_id, type, created_at, payload, traceparent FROM t_outbox_"
                            + table.index() + " WHERE partition_key = ? ORDER BY seq")) {
                select.setString(1, Long.toString(orderId));
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
        return Transaction.run(
                shards.database(table.database()), transaction -> orders(transaction.connection(), table, grace));
    }

    void delete(EventMessage event) {
        ShardMap.Table table = Shards.tableOfOrder(OrderOutbox.orderId(event));
        Transaction.run(shards.database(table.database()), transaction -> {
            try (PreparedStatement delete = transaction.prepare(
                    "DELETE FROM t_outbox_" + table.index() + " WHERE partition_key = ? AND event_id = ?")) {
                delete.setString(1, event.partitionKey());
                delete.setString(2, event.id().toString());
                return delete.executeUpdate();
            }
        });
    }

    private static List<Long> orders(Connection connection, ShardMap.Table table, Duration grace) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT DISTINCT CAST(partition_key AS bigint) FROM t_outbox_" + table.index()
                        + " WHERE created_at < now() - ? * interval '1 millisecond' LIMIT " + MAX_BATCH)) {
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
                EventId.parse(row.getString("event_id")).orElseThrow(),
                row.getString("partition_key"),
                row.getString("type"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("payload"),
                Optional.ofNullable(row.getString("traceparent")));
    }
}
