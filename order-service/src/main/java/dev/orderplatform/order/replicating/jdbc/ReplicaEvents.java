package dev.orderplatform.order.replicating.jdbc;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventJson;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.sharding.TableStatement;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The events of one physical table's replicas: their inbox, and those that came too early. */
final class ReplicaEvents {
    private static final TableStatement RECEIVE = new TableStatement(
            "WITH received AS (SELECT * FROM unnest(?::text[], ?::bigint[]) AS e (event_id, order_id)), inbox AS"
                    + " (INSERT INTO t_inbox_{n} (event_id, order_id) SELECT * FROM received ORDER BY 1 ON CONFLICT DO"
                    + " NOTHING), early AS (DELETE FROM t_replica_event_{n} WHERE order_id IN (SELECT order_id FROM"
                    + " received) AND type = ANY (?::text[]) RETURNING type, payload), replica AS (SELECT order_id,"
                    + " CASE WHEN status = 'UNDECIDED' THEN 0 ELSE version END AS version FROM t_order_{n} WHERE"
                    + " order_id IN (SELECT order_id FROM received) ORDER BY order_id FOR UPDATE) SELECT order_id,"
                    + " version, NULL, NULL FROM replica UNION ALL SELECT 0, 0, type, payload FROM early");
    private static final TableStatement KEEP =
            new TableStatement("INSERT INTO t_replica_event_{n} (order_id, version, type, payload)"
                    + " SELECT * FROM unnest(?::bigint[], ?::int[], ?::text[], ?::text[])");

    private final Connection connection;
    private final ShardMap.Table table;

    ReplicaEvents(Connection connection, ShardMap.Table table) {
        this.connection = connection;
        this.table = table;
    }

    /**
     * The state of some orders' replicas before new events are applied.
     *
     * @param versions of the existing replicas; 0 for an undecided one
     * @param early stored early events, removed from their table
     */
    record Present(Map<Long, Integer> versions, List<OrderEvent> early) {}

    /**
     * Records events in the inbox and locks their orders' replicas until the transaction ends. It does not matter
     * whether an event is new: the version guards each change.
     */
    Present receive(List<OrderEvent> events) throws SQLException {
        Present present = new Present(new HashMap<>(), new ArrayList<>());
        try (PreparedStatement statement = connection.prepareStatement(RECEIVE.beneath(table))) {
            statement.setArray(
                    1, array("text", events.stream().map(event -> event.id().toString())));
            statement.setArray(2, array("bigint", events.stream().map(OrderEvent::orderId)));
            // Early events stored by a newer service version stay in the table after a downgrade.
            statement.setArray(3, array("text", EventStreams.ORDER.typeNames().stream()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read(rows, present);
                }
            }
        }
        return present;
    }

    private static void read(ResultSet row, Present present) throws SQLException {
        String type = row.getString(3);
        if (type == null) {
            present.versions.put(row.getLong(1), row.getInt(2));
        } else {
            EventStreams.ORDER.read(type, row.getString(4)).ifPresent(present.early::add);
        }
    }

    void keepEarly(List<OrderEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(KEEP.beneath(table))) {
            insert.setArray(1, array("bigint", events.stream().map(OrderEvent::orderId)));
            insert.setArray(2, array("int", events.stream().map(Event::version)));
            insert.setArray(3, array("text", events.stream().map(Event::type)));
            insert.setArray(4, array("text", events.stream().map(EventJson::write)));
            insert.executeUpdate();
        }
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
