package dev.orderplatform.order.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.slots.ShardMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements of steps that orders of one database take. */
final class LifecycleRows {
    private static final TableStatement LOCK =
            new TableStatement("SELECT order_id, user_id, status, version FROM t_order_{n}"
                    + " WHERE order_id = ANY (CAST(? AS bigint[])) ORDER BY order_id FOR UPDATE");
    private static final TableStatement UPDATE = new TableStatement("""
        UPDATE t_order_{n} o SET status = s.state, version = version + 1,
          history = history || CAST(s.entry AS jsonb), rejection = CAST(s.reason AS jsonb)
        FROM unnest(CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]))
          AS s (id, state, entry, reason) WHERE o.order_id = s.id
        """);
    private static final TableStatement RECORD = new TableStatement("INSERT INTO t_inbox_{n} (event_id, order_id)"
            + " SELECT * FROM unnest(CAST(? AS text[]), CAST(? AS bigint[])) ON CONFLICT DO NOTHING");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;

    LifecycleRows(Connection connection) {
        this.connection = connection;
    }

    /** Records events in the inbox. Whether they are new need not be known: each step guards itself. */
    void record(Map<String, Long> orderIdByEventId) throws SQLException {
        for (var share :
                Shards.byTable(orderIdByEventId.entrySet(), Map.Entry::getValue).entrySet()) {
            List<Map.Entry<String, Long>> events = share.getValue();
            try (PreparedStatement insert = connection.prepareStatement(RECORD.of(share.getKey()))) {
                insert.setObject(1, events.stream().map(Map.Entry::getKey).toArray(String[]::new));
                insert.setObject(
                        2, events.stream().mapToLong(Map.Entry::getValue).toArray());
                insert.executeUpdate();
            }
        }
    }

    /** The present state of these orders, which nobody else changes until the transaction ends. */
    Map<Long, Lifecycle> lock(Collection<Long> orderIds) throws SQLException {
        Map<Long, Lifecycle> present = new HashMap<>();
        for (var share : Shards.byTable(orderIds, Long::longValue).entrySet()) {
            try (PreparedStatement select = connection.prepareStatement(LOCK.of(share.getKey()))) {
                select.setObject(
                        1, share.getValue().stream().mapToLong(Long::longValue).toArray());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        Status status = Status.valueOf(rows.getString(3));
                        present.put(
                                rows.getLong(1),
                                new Lifecycle(rows.getLong(1), rows.getLong(2), status, rows.getInt(4)));
                    }
                }
            }
        }
        return present;
    }

    /** Stores steps of locked orders. */
    void update(List<TakenStep> steps) throws SQLException {
        for (var share : Shards.byTable(steps, step -> step.after().orderId()).entrySet()) {
            update(share.getKey(), share.getValue());
        }
    }

    private void update(ShardMap.Table table, List<TakenStep> steps) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE.of(table))) {
            update.setObject(
                    1, steps.stream().mapToLong(step -> step.after().orderId()).toArray());
            update.setObject(2, texts(steps, step -> step.after().status().name()));
            update.setObject(3, texts(steps, LifecycleRows::historyEntry));
            update.setObject(
                    4,
                    texts(
                            steps,
                            step -> step.wanted()
                                    .rejection()
                                    .map(LifecycleRows::json)
                                    .orElse(null)));
            int changed = update.executeUpdate();
            if (changed != steps.size()) {
                throw new IllegalStateException(changed + " of " + steps.size() + " locked orders were changed");
            }
        }
    }

    private static String historyEntry(TakenStep step) {
        return "[{\"status\":\"" + step.after().status() + "\",\"at\":\"" + step.at() + "\"}]";
    }

    private static String[] texts(List<TakenStep> steps, Function<TakenStep, @Nullable String> column) {
        return steps.stream().map(column).toArray(String[]::new);
    }

    private static String json(Rejection rejection) {
        try {
            return JSON.writeValueAsString(rejection);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rejection that is no JSON", e);
        }
    }
}
