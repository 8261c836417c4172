package dev.orderplatform.outbox;

import dev.orderplatform.contracts.Stream;
import dev.orderplatform.kafka.EventMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One physical outbox table: {@code (order_id, version, type, payload, traceparent, created_at)} with primary key
 * {@code (order_id, version)}. A row is there exactly as long as its event is not known to be published.
 */
public final class OutboxTable {
    private final DataSource database;
    private final String name;
    private final Stream stream;

    /** @param name a table name from code, never from outside: it becomes part of SQL */
    public OutboxTable(DataSource database, String name, Stream stream) {
        this.database = database;
        this.name = name;
        this.stream = stream;
    }

    DataSource database() {
        return database;
    }

    String name() {
        return name;
    }

    /** Adds events in the caller's transaction. An event that waits already is left as it is: sending again is safe. */
    public void append(Connection transaction, List<EventMessage> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO " + name
                + " (order_id, version, type, payload, traceparent, created_at)"
                + " SELECT * FROM unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])"
                + " ON CONFLICT DO NOTHING")) {
            insert.setArray(1, array(transaction, "bigint", events.stream().map(EventMessage::orderId)));
            insert.setArray(2, array(transaction, "int", events.stream().map(EventMessage::version)));
            insert.setArray(3, array(transaction, "text", events.stream().map(EventMessage::type)));
            insert.setArray(4, array(transaction, "text", events.stream().map(EventMessage::payload)));
            insert.setArray(
                    5,
                    array(
                            transaction,
                            "text",
                            events.stream().map(e -> e.traceparent().orElse(null))));
            insert.setArray(6, array(transaction, "timestamptz", events.stream().map(e -> Timestamp.from(e.at()))));
            insert.executeUpdate();
        }
    }

    /** The events of these orders that are not known to be published, in the caller's transaction. */
    public List<OutboxKey> waiting(Connection transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT order_id, version FROM " + name + " WHERE order_id = ANY(?)")) {
            select.setArray(1, transaction.createArrayOf("bigint", orderIds.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                List<OutboxKey> keys = new ArrayList<>();
                while (rows.next()) {
                    keys.add(new OutboxKey(rows.getLong(1), rows.getInt(2)));
                }
                return keys;
            }
        }
    }

    void delete(Connection transaction, Collection<OutboxKey> published) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM " + name
                + " WHERE (order_id, version) IN (SELECT * FROM unnest(?::bigint[], ?::int[]))")) {
            delete.setArray(1, array(transaction, "bigint", published.stream().map(OutboxKey::orderId)));
            delete.setArray(2, array(transaction, "int", published.stream().map(OutboxKey::version)));
            delete.executeUpdate();
        }
    }

    /**
     * Locks events that were left behind, each the oldest of its order. Rows that another sweeper has locked are skipped,
     * and so is what comes after them: it still sees them as older.
     */
    List<EventMessage> lockLeftBehind(Connection transaction, Duration grace, int limit) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT order_id, version, type, payload,"
                + " traceparent, created_at FROM " + name + " o WHERE created_at < now() - ? * interval '1 millisecond'"
                + " AND NOT EXISTS (SELECT FROM " + name
                + " older WHERE older.order_id = o.order_id AND older.version < o.version)"
                + " ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED")) {
            select.setLong(1, grace.toMillis());
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<EventMessage> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(message(rows));
                }
                return events;
            }
        }
    }

    private EventMessage message(ResultSet row) throws SQLException {
        return new EventMessage(
                stream,
                row.getLong("order_id"),
                row.getInt("version"),
                row.getString("type"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("payload"),
                Optional.ofNullable(row.getString("traceparent")));
    }

    private static java.sql.Array array(Connection connection, String type, java.util.stream.Stream<?> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
