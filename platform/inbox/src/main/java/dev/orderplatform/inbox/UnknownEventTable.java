package dev.orderplatform.inbox;

import dev.orderplatform.postgres.Transaction;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** A consumer's rows of {@code t_unknown_event}. */
final class UnknownEventTable {
    private static final String KEYS =
            "SELECT DISTINCT partition_key FROM t_unknown_event WHERE consumer = ? AND partition_key = ANY(?)";
    private static final String STORE = """
        INSERT INTO t_unknown_event
          (consumer, event_id, type, topic, topic_partition, topic_offset, partition_key, headers, payload)
        VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS json), ?) ON CONFLICT DO NOTHING
        """;
    private static final String READY = """
        SELECT * FROM t_unknown_event e WHERE consumer = ? AND type = ANY(?) AND NOT EXISTS (
          SELECT 1 FROM t_unknown_event b WHERE b.consumer = e.consumer AND b.partition_key = e.partition_key
          AND b.seq < e.seq AND b.type <> ALL(?))
        ORDER BY seq LIMIT ?
        """;
    private static final String DELETE = "DELETE FROM t_unknown_event WHERE consumer = ? AND event_id = ANY(?)";

    private final DataSource database;
    private final String consumer;
    private final Set<String> knownTypes;

    /**
     * @param consumer owner of the rows; instances of a service share them
     * @param knownTypes the stream's event types that this version knows
     */
    UnknownEventTable(DataSource database, String consumer, Set<String> knownTypes) {
        this.database = database;
        this.consumer = consumer;
        this.knownTypes = knownTypes;
    }

    /** Those of the keys that have stored events. */
    Set<String> keysAmong(Collection<String> keys) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(KEYS)) {
                select.setString(1, consumer);
                select.setArray(2, texts(transaction.connection(), keys));
                Set<String> found = new HashSet<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
                return found;
            }
        });
    }

    /** Appends events. An event that is already stored keeps its position. */
    void store(List<UnknownEvent> events) {
        Transaction.run(database, transaction -> {
            try (PreparedStatement insert = transaction.prepare(STORE)) {
                for (UnknownEvent event : events) {
                    insert.setString(1, consumer);
                    insert.setString(2, event.id());
                    insert.setString(3, event.type());
                    insert.setString(4, event.topic());
                    insert.setInt(5, event.partition());
                    insert.setLong(6, event.offset());
                    insert.setString(7, event.key());
                    insert.setString(8, event.headersAsJson());
                    insert.setBytes(9, event.payload());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /** The first events, in sequence, whose types are now known and that no event of an unknown type precedes. */
    List<UnknownEvent> ready(int limit) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(READY)) {
                Array known = texts(transaction.connection(), knownTypes);
                select.setString(1, consumer);
                select.setArray(2, known);
                select.setArray(3, known);
                select.setInt(4, limit);
                List<UnknownEvent> events = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        events.add(read(rows));
                    }
                }
                return events;
            }
        });
    }

    private static UnknownEvent read(ResultSet row) throws SQLException {
        return new UnknownEvent(
                row.getString("event_id"),
                row.getString("type"),
                row.getString("topic"),
                row.getInt("topic_partition"),
                row.getLong("topic_offset"),
                row.getString("partition_key"),
                row.getObject("stored_at", OffsetDateTime.class).toInstant().toEpochMilli(),
                UnknownEvent.headersOf(row.getString("headers")),
                row.getBytes("payload"));
    }

    void delete(List<UnknownEvent> events) {
        Transaction.run(database, transaction -> {
            try (PreparedStatement delete = transaction.prepare(DELETE)) {
                delete.setString(1, consumer);
                delete.setArray(
                        2,
                        texts(
                                transaction.connection(),
                                events.stream().map(UnknownEvent::id).toList()));
                return delete.executeUpdate();
            }
        });
    }

    private static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
