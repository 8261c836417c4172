package dev.orderplatform.outbox;

import dev.orderplatform.contracts.Stream;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private final String hint;

    /** @param name a table name from code, never from outside: it becomes part of SQL */
    public OutboxTable(DataSource database, String name, Stream stream) {
        this(database, name, stream, "");
    }

    /** @param hint what a driver that the callers' transactions go through wants to read before a statement */
    public OutboxTable(DataSource database, String name, Stream stream, String hint) {
        this.database = database;
        this.name = name;
        this.stream = stream;
        this.hint = hint;
    }

    DataSource database() {
        return database;
    }

    String name() {
        return name;
    }

    String topic() {
        return stream.topic();
    }

    /**
     * The insertion of events into a table of this shape, for statements that do more than that; rows are {@code e} with the
     * table's columns. {@link #bind} sets its parameters.
     */
    public static String insertInto(String name) {
        return "INSERT INTO " + name + " (order_id, version, type, payload, traceparent, created_at) SELECT e.* FROM"
                + " unnest(CAST(? AS bigint[]), CAST(? AS int[]), CAST(? AS text[]), CAST(? AS"
                + " text[]), CAST(? AS text[]), CAST(? AS timestamptz[])) AS e (order_id,"
                + " version, type, payload, traceparent, created_at)";
    }

    /** @return the index after the last parameter */
    public static int bind(PreparedStatement insert, int first, List<EventMessage> events) throws SQLException {
        int at = first;
        insert.setObject(at++, Columns.longs(events, EventMessage::orderId));
        insert.setObject(at++, Columns.ints(events, EventMessage::version));
        insert.setObject(at++, Columns.texts(events, EventMessage::type));
        insert.setObject(at++, Columns.texts(events, EventMessage::payload));
        insert.setObject(
                at++, Columns.texts(events, event -> event.traceparent().orElse(null)));
        insert.setObject(at++, Columns.texts(events, event -> event.at().toString()));
        return at;
    }

    /** Adds events in the caller's transaction. An event that waits already is left as it is: sending again is safe. */
    public void append(Connection transaction, List<EventMessage> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                transaction.prepareStatement(hint + insertInto(name) + " ON CONFLICT DO NOTHING")) {
            bind(insert, 1, events);
            insert.executeUpdate();
        }
    }

    /** The events of these orders that are not known to be published, in the caller's transaction. */
    public List<OutboxKey> waiting(Connection transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(
                hint + "SELECT order_id, version FROM " + name + " WHERE order_id = ANY (CAST(? AS bigint[]))")) {
            select.setObject(1, Columns.longs(orderIds, Long::longValue));
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
            delete.setObject(1, Columns.longs(published, OutboxKey::orderId));
            delete.setObject(2, Columns.ints(published, OutboxKey::version));
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
}
