package dev.orderplatform.order.replicating;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventJson;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.ShardMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The replicas of one physical table, beneath the sharded source: the table is known, and a statement's text stays the
 * same however many rows it has.
 */
final class ReplicaTable {
    private static final String COLUMNS = "order_id bigint, user_id bigint, idempotency_key text, body_hash text,"
            + " status text, version int, region text, epoch bigint, durability text, total_minor bigint,"
            + " currency text, rejection jsonb, history jsonb, created_at timestamptz";
    private static final String SAME_KEY =
            "o.user_id = r.user_id AND o.idempotency_key = r.idempotency_key AND o.order_id <> r.order_id";

    private final Connection connection;
    private final int table;

    ReplicaTable(Connection connection, ShardMap.Table table) {
        this.connection = connection;
        this.table = table.index();
    }

    /**
     * What is known of some orders when events come.
     *
     * @param versions of the replicas that are there; 0 for one that is not decided yet
     * @param early events that came too early, taken out of their table
     */
    record Present(Map<Long, Integer> versions, List<OrderEvent> early) {}

    /**
     * Records events in the inbox and locks their orders' replicas until the end. Whether an event is new need not be
     * known: the version guards each change.
     */
    Present receive(List<OrderEvent> events) throws SQLException {
        Present present = new Present(new HashMap<>(), new ArrayList<>());
        try (PreparedStatement statement = prepare(
                "WITH received AS (SELECT * FROM unnest(?::text[], ?::bigint[]) AS e (event_id, order_id)), inbox AS"
                    + " (INSERT INTO t_inbox_{n} (event_id, order_id) SELECT * FROM received ORDER BY 1 ON CONFLICT DO"
                    + " NOTHING), early AS (DELETE FROM t_replica_event_{n} WHERE order_id IN (SELECT order_id FROM"
                    + " received) AND type = ANY (?::text[]) RETURNING type, payload), replica AS (SELECT order_id,"
                    + " CASE WHEN status = 'UNDECIDED' THEN 0 ELSE version END AS version FROM t_order_{n} WHERE"
                    + " order_id IN (SELECT order_id FROM received) ORDER BY order_id FOR UPDATE) SELECT order_id,"
                    + " version, NULL, NULL FROM replica UNION ALL SELECT 0, 0, type, payload FROM early")) {
            statement.setArray(
                    1, array("text", events.stream().map(event -> event.id().toString())));
            statement.setArray(2, array("bigint", events.stream().map(OrderEvent::orderId)));
            // What a newer version has kept stays there when that is rolled back.
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
        try (PreparedStatement insert = prepare("INSERT INTO t_replica_event_{n} (order_id, version, type, payload)"
                + " SELECT * FROM unnest(?::bigint[], ?::int[], ?::text[], ?::text[])")) {
            insert.setArray(1, array("bigint", events.stream().map(OrderEvent::orderId)));
            insert.setArray(2, array("int", events.stream().map(Event::version)));
            insert.setArray(3, array("text", events.stream().map(Event::type)));
            insert.setArray(4, array("text", events.stream().map(EventJson::write)));
            insert.executeUpdate();
        }
    }

    /** Stores new replicas with their lines. */
    void insert(List<ReplicaChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        String rows = ReplicaChange.rows(changes);
        String lines = ReplicaChange.lines(changes);
        int inserted = insert(rows, lines);
        if (inserted < changes.size()) {
            // The home region gave these keys to new orders, so it has let the old ones go.
            update(
                    "UPDATE t_order_{n} o SET idempotency_key = NULL, body_hash = NULL FROM"
                            + " jsonb_to_recordset(?::jsonb) AS r (" + COLUMNS + ") WHERE " + SAME_KEY
                            + " AND o.status <> 'UNDECIDED'",
                    rows);
            inserted += insert(rows, lines);
        }
        if (inserted < changes.size()) {
            awaitUndecided(rows);
        }
        require(changes.size(), inserted);
    }

    // An undecided row must not change, or Seata could not undo it, so it keeps its key. The home region has given that
    // key to another order, so the undecided one was rolled back and will be removed here: retry until then.
    private void awaitUndecided(String rows) throws SQLException {
        try (PreparedStatement select =
                prepare("SELECT o.order_id FROM t_order_{n} o, jsonb_to_recordset(?::jsonb) AS r (" + COLUMNS
                        + ") WHERE " + SAME_KEY + " AND o.status = 'UNDECIDED' LIMIT 1")) {
            select.setString(1, rows);
            try (ResultSet holder = select.executeQuery()) {
                if (holder.next()) {
                    throw new SQLTransientException(
                            "the key of a new replica belongs to order " + holder.getLong(1) + ", which is undecided");
                }
            }
        }
    }

    // Those that are there already are left as they are, and so are their lines.
    private int insert(String orders, String lines) throws SQLException {
        try (PreparedStatement insert = prepare("WITH fresh AS (INSERT INTO t_order_{n} (order_id, user_id,"
                + " idempotency_key, body_hash, status, version, region, epoch, durability, total_minor, currency,"
                + " rejection, history, created_at) SELECT order_id, user_id, idempotency_key, decode(body_hash,"
                + " 'base64'), status, version, region, epoch, durability, total_minor, currency, rejection, history,"
                + " created_at FROM jsonb_to_recordset(?::jsonb) AS r (" + COLUMNS
                + ") ON CONFLICT DO NOTHING RETURNING order_id),"
                + " lines AS (INSERT INTO t_order_item_{n} (order_id, line_no, user_id, sku, quantity, price_minor)"
                + " SELECT l.* FROM jsonb_to_recordset(?::jsonb) AS l (order_id bigint, line_no int, user_id bigint,"
                + " sku text, quantity int, price_minor bigint) JOIN fresh USING (order_id))"
                + " SELECT count(*) FROM fresh")) {
            insert.setString(1, orders);
            insert.setString(2, lines);
            try (ResultSet rows = insert.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /**
     * Moves replicas on. The first change of one that was not decided replaces its history: the home region writes an
     * order's events after the global commit, so nothing undoes it any more.
     */
    void update(List<ReplicaChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        int changed = update(
                "UPDATE t_order_{n} o SET status = r.status, version = r.version,"
                        + " history = CASE WHEN o.status = 'UNDECIDED' THEN r.history ELSE o.history || r.history END,"
                        + " rejection = coalesce(r.rejection, o.rejection)"
                        + " FROM jsonb_to_recordset(?::jsonb) AS r (" + COLUMNS + ") WHERE o.order_id = r.order_id"
                        + " AND (o.version < r.version OR o.status = 'UNDECIDED')",
                ReplicaChange.rows(changes));
        require(changes.size(), changed);
    }

    private int update(String sql, String document) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            statement.setString(1, document);
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql.replace("{n}", Integer.toString(table)));
    }

    private java.sql.Array array(String type, java.util.stream.Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    // Another consumer was faster: this batch starts over and sees what it did.
    private static void require(int expected, int changed) {
        if (changed != expected) {
            throw new IllegalStateException(changed + " of " + expected + " replicas were changed");
        }
    }
}
