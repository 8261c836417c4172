package dev.orderplatform.order.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.sharding.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements of steps that orders of one database take. */
final class LifecycleRows {
    private static final Rows LOCK =
            new Rows("SELECT order_id, user_id, status, version FROM t_order WHERE order_id IN (", "?", ") FOR UPDATE");
    private static final Rows UPDATE = new Rows(
            "UPDATE t_order SET status = ?, version = version + 1, history = history || CAST(? AS jsonb),"
                    + " rejection = CAST(? AS jsonb) WHERE order_id IN (",
            "?",
            ")");
    private static final Rows RECORD =
            new Rows("INSERT INTO t_inbox (event_id, order_id) VALUES ", "(?,?)", " ON CONFLICT DO NOTHING");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;

    LifecycleRows(Connection connection) {
        this.connection = connection;
    }

    /** Records events in the inbox. Whether they are new need not be known: each step guards itself. */
    void record(Map<String, Long> orderIdByEventId) throws SQLException {
        RECORD.update(connection, orderIdByEventId.entrySet(), Map.Entry::getValue, (insert, first, event) -> {
            insert.setString(first, event.getKey());
            insert.setLong(first + 1, event.getValue());
            return first + 2;
        });
    }

    /** The present state of these orders, which nobody else changes until the transaction ends. */
    Map<Long, Lifecycle> lock(Collection<Long> orderIds) throws SQLException {
        return LOCK.select(connection, orderIds, LifecycleRows::lifecycle).stream()
                .collect(Collectors.toMap(Lifecycle::orderId, Function.identity()));
    }

    private static Lifecycle lifecycle(ResultSet row) throws SQLException {
        return new Lifecycle(row.getLong(1), row.getLong(2), Status.valueOf(row.getString(3)), row.getInt(4));
    }

    /** Stores steps, one statement a table for all that lead to the same state for the same reason. */
    void update(List<TakenStep> steps) throws SQLException {
        Map<Outcome, List<Long>> orderIdsByOutcome = steps.stream()
                .collect(Collectors.groupingBy(
                        step -> new Outcome(step.after().status(), step.wanted().rejection(), step.at()),
                        Collectors.mapping(step -> step.after().orderId(), Collectors.toList())));
        for (Map.Entry<Outcome, List<Long>> entry : orderIdsByOutcome.entrySet()) {
            update(entry.getKey(), entry.getValue());
        }
    }

    private void update(Outcome outcome, List<Long> orderIds) throws SQLException {
        Rows.Head head = update -> {
            update.setString(1, outcome.status.name());
            update.setString(2, "[{\"status\":\"" + outcome.status + "\",\"at\":\"" + outcome.at + "\"}]");
            update.setString(3, outcome.rejection.map(LifecycleRows::json).orElse(null));
            return 4;
        };
        int changed = UPDATE.update(connection, head, orderIds, Long::longValue, Rows::bindKey);
        if (changed != orderIds.size()) {
            throw new IllegalStateException(changed + " of " + orderIds.size() + " locked orders were changed");
        }
    }

    private static String json(Rejection rejection) {
        try {
            return JSON.writeValueAsString(rejection);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rejection that is no JSON", e);
        }
    }

    private record Outcome(Status status, Optional<Rejection> rejection, Instant at) {}
}
