package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One physical outbox table, with the events of one stream. A row is kept until its event is known to be on the broker's
 * disk.
 *
 * <pre>{@code
 * seq           bigint GENERATED ALWAYS AS IDENTITY,
 * partition_key text NOT NULL,  -- events of a key are published in the order of seq
 * event_id      text NOT NULL,
 * type          text NOT NULL,
 * payload       text NOT NULL,
 * traceparent   text,
 * created_at    timestamptz NOT NULL,  -- time of the event
 * sent_at       timestamptz NOT NULL DEFAULT now(),  -- last send by the relay; initially, when it was stored
 * PRIMARY KEY (partition_key, seq)
 * }</pre>
 */
public final class OutboxTable {
    private final DataSource database;
    private final String name;
    private final EventStream<?> stream;
    private final String hint;

    /** @param name must be a constant, never input: it becomes part of SQL */
    public OutboxTable(DataSource database, String name, EventStream<?> stream) {
        this(database, name, stream, "");
    }

    /** @param hint SQL hint for the callers' driver, put before each statement */
    public OutboxTable(DataSource database, String name, EventStream<?> stream, String hint) {
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

    EventStream<?> stream() {
        return stream;
    }

    /**
     * An INSERT of events into such a table, for use inside larger statements; {@link #bind} sets its parameters.
     *
     * @param condition selects the events {@code e} to insert; {@code e} has the table's columns
     */
    public static String insertInto(String name, String condition) {
        // ORDER BY: a join in the condition could otherwise reorder a key's events.
        return "INSERT INTO " + name + " (partition_key, event_id, type, payload, traceparent, created_at) SELECT"
                + " partition_key, event_id, type, payload, traceparent, created_at"
                + " FROM unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS"
                + " text[]), CAST(? AS timestamptz[])) WITH ORDINALITY"
                + " AS e (partition_key, event_id, type, payload, traceparent, created_at, nr) WHERE " + condition
                + " ORDER BY nr";
    }

    /** @return the index after the last parameter */
    public static int bind(PreparedStatement insert, int first, List<EventMessage> events) throws SQLException {
        int at = first;
        insert.setObject(at++, Columns.texts(events, EventMessage::partitionKey));
        insert.setObject(at++, Columns.texts(events, event -> event.id().toString()));
        insert.setObject(at++, Columns.texts(events, EventMessage::type));
        insert.setObject(at++, Columns.texts(events, EventMessage::payload));
        insert.setObject(
                at++, Columns.texts(events, event -> event.traceparent().orElse(null)));
        insert.setObject(at++, Columns.texts(events, event -> event.at().toString()));
        return at;
    }

    /** Adds events. One that is already there is left unchanged: publishing it again is safe. */
    void insert(Transaction transaction, List<EventMessage> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        String isNew = "NOT EXISTS (SELECT FROM " + name
                + " o WHERE o.partition_key = e.partition_key AND o.event_id = e.event_id)";
        try (PreparedStatement insert = transaction.prepare(hint + insertInto(name, isNew))) {
            bind(insert, 1, events);
            insert.executeUpdate();
        }
    }

    /** Event ids by key, as this transaction sees the table; keys without events are absent. */
    Map<String, List<EventId>> waiting(Transaction transaction, Collection<String> keys) throws SQLException {
        Map<String, List<EventId>> waiting = new HashMap<>();
        if (keys.isEmpty()) {
            return waiting;
        }
        try (PreparedStatement select = transaction.prepare(hint + "SELECT partition_key, event_id FROM " + name
                + " WHERE partition_key = ANY (CAST(? AS text[]))")) {
            select.setObject(1, Columns.texts(keys, key -> key));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    waiting.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                            .add(id(rows.getString(2)));
                }
            }
        }
        return waiting;
    }

    void delete(Transaction transaction, Collection<OutboxKey> rows) throws SQLException {
        update(transaction, "DELETE FROM " + name, rows);
    }

    /** Records that the relay has just published these events, so that other relays skip them for the grace period. */
    void markSent(Transaction transaction, Collection<OutboxKey> rows) throws SQLException {
        update(transaction, "UPDATE " + name + " SET sent_at = clock_timestamp()", rows);
    }

    private static void update(Transaction transaction, String statement, Collection<OutboxKey> rows)
            throws SQLException {
        try (PreparedStatement update = transaction.prepare(
                statement + " WHERE (partition_key, event_id) IN (SELECT * FROM unnest(?::text[], ?::text[]))")) {
            update.setObject(1, Columns.texts(rows, OutboxKey::partitionKey));
            update.setObject(2, Columns.texts(rows, row -> row.id().toString()));
            update.executeUpdate();
        }
    }

    /**
     * Locks, for each key, the first event last sent before {@code sentBefore}. Skips rows locked by another relay;
     * later events of their keys are skipped too, because the locked rows still count as earlier.
     */
    List<EventMessage> lockDue(Transaction transaction, Instant sentBefore, int limit) throws SQLException {
        try (PreparedStatement select =
                transaction.prepare("SELECT partition_key, event_id, type, payload, traceparent,"
                        + " created_at FROM " + name + " o WHERE sent_at < ? AND NOT EXISTS (SELECT FROM " + name
                        + " e WHERE e.partition_key = o.partition_key AND e.seq < o.seq AND e.sent_at < ?)"
                        + " ORDER BY seq LIMIT ? FOR UPDATE SKIP LOCKED")) {
            select.setObject(1, sentBefore.atOffset(ZoneOffset.UTC));
            select.setObject(2, sentBefore.atOffset(ZoneOffset.UTC));
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<EventMessage> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(message(rows));
                }
                return events;
            }
        }
    }

    private static EventMessage message(ResultSet row) throws SQLException {
        return new EventMessage(
                id(row.getString("event_id")),
                row.getString("partition_key"),
                row.getString("type"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("payload"),
                Optional.ofNullable(row.getString("traceparent")));
    }

    private static EventId id(String text) throws SQLException {
        return EventId.parse(text).orElseThrow(() -> new SQLException("not an event id: " + text));
    }
}
