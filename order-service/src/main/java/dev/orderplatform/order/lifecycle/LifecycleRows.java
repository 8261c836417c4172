package dev.orderplatform.order.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The statements of steps that orders of one database take. */
final class LifecycleRows {
    private static final TableStatement LOCK = new TableStatement("""
        SELECT order_id, user_id, status, version, total_minor, currency, (
          SELECT json_agg(json_build_object('sku', sku, 'quantity', quantity, 'priceMinor', price_minor)
            ORDER BY line_no) FROM t_order_item_{n} i WHERE i.order_id = o.order_id)
        FROM t_order_{n} o WHERE order_id = ANY (CAST(? AS bigint[])) ORDER BY order_id FOR UPDATE
        """);
    private static final String CAUSES = """
        WITH received AS (
          INSERT INTO t_inbox_{n} (event_id, order_id) SELECT * FROM unnest(CAST(? AS text[]), CAST(? AS bigint[]))
          ON CONFLICT DO NOTHING),
        """;
    private static final String EVENTS = OutboxTable.insertInto("t_outbox_{n}", "TRUE");
    private static final String STEPS = """
        UPDATE t_order_{n} o SET status = s.state, version = s.version,
          history = history || CAST(s.entry AS jsonb), rejection = CAST(s.reason AS jsonb)
        FROM unnest(CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS int[]), CAST(? AS text[]), CAST(? AS text[]))
          AS s (id, state, version, entry, reason) WHERE o.order_id = s.id
        """;
    private static final TableStatement STORE = new TableStatement(CAUSES + "events AS (" + EVENTS + ") " + STEPS);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private final Connection connection;

    LifecycleRows(Connection connection) {
        this.connection = connection;
    }

    /** The present state of these orders, which nobody else changes until the transaction ends. */
    Map<Long, PresentOrder> lock(Collection<Long> orderIds) throws SQLException {
        Map<Long, PresentOrder> present = new HashMap<>();
        for (var share : Shards.byTable(orderIds, Long::longValue).entrySet()) {
            try (PreparedStatement select = connection.prepareStatement(LOCK.of(share.getKey()))) {
                select.setObject(1, Columns.longs(share.getValue(), Long::longValue));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        present.put(rows.getLong(1), present(rows));
                    }
                }
            }
        }
        return present;
    }

    private static PresentOrder present(ResultSet row) throws SQLException {
        Lifecycle lifecycle =
                new Lifecycle(row.getLong(1), row.getLong(2), Status.valueOf(row.getString(3)), row.getInt(4));
        return new PresentOrder(lifecycle, row.getLong(5), row.getString(6), lines(row.getString(7)));
    }

    /**
     * Stores steps of locked orders with the events that tell of them, and records what wanted them. Whether a cause is new
     * need not be known: each step guards itself.
     *
     * @param causes the order's id by the event's
     * @param steps those of one order in their sequence
     */
    void store(Map<String, Long> causes, List<TakenStep> steps, List<EventMessage> events) throws SQLException {
        var causesByTable = Shards.byTable(causes.entrySet(), Map.Entry::getValue);
        var stepsByTable = Shards.byTable(steps, step -> step.after().orderId());
        var eventsByTable = Shards.byTable(events, OrderOutbox::orderId);
        SortedSet<ShardMap.Table> tables = new TreeSet<>(causesByTable.comparator());
        tables.addAll(causesByTable.keySet());
        tables.addAll(stepsByTable.keySet());
        for (ShardMap.Table table : tables) {
            store(
                    table,
                    causesByTable.getOrDefault(table, List.of()),
                    stepsByTable.getOrDefault(table, List.of()),
                    eventsByTable.getOrDefault(table, List.of()));
        }
    }

    private void store(
            ShardMap.Table table,
            List<Map.Entry<String, Long>> causes,
            List<TakenStep> steps,
            List<EventMessage> events)
            throws SQLException {
        List<Change> changes = Change.of(steps);
        try (PreparedStatement update = connection.prepareStatement(STORE.of(table))) {
            update.setObject(1, Columns.texts(causes, Map.Entry::getKey));
            update.setObject(2, Columns.longs(causes, Map.Entry::getValue));
            int at = OutboxTable.bind(update, 3, events);
            update.setObject(
                    at++, Columns.longs(changes, change -> change.after().orderId()));
            update.setObject(
                    at++,
                    Columns.texts(changes, change -> change.after().status().name()));
            update.setObject(
                    at++, Columns.ints(changes, change -> change.after().version()));
            update.setObject(at++, Columns.texts(changes, Change::historyEntries));
            update.setObject(
                    at, Columns.texts(changes, change -> change.rejection().orElse(null)));
            int changed = update.executeUpdate();
            if (changed != changes.size()) {
                throw new IllegalStateException(changed + " of " + changes.size() + " locked orders were changed");
            }
        }
    }

    /** What the steps of one order come to. */
    private record Change(List<TakenStep> steps) {

        static List<Change> of(List<TakenStep> steps) {
            Map<Long, List<TakenStep>> byOrder = steps.stream()
                    .collect(Collectors.groupingBy(step -> step.after().orderId()));
            return byOrder.values().stream().map(Change::new).toList();
        }

        Lifecycle after() {
            return steps.getLast().after();
        }

        String historyEntries() {
            return steps.stream().map(step -> step.change().toJson()).collect(Collectors.joining(",", "[", "]"));
        }

        Optional<String> rejection() {
            return steps.getLast().wanted().rejection().map(LifecycleRows::json);
        }
    }

    private static List<Line> lines(String json) {
        try {
            return JSON.readValue(json, LINES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored lines that can't be read", e);
        }
    }

    private static String json(Rejection rejection) {
        try {
            return JSON.writeValueAsString(rejection);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rejection that is no JSON", e);
        }
    }
}
