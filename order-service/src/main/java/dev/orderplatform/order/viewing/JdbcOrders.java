package dev.orderplatform.order.viewing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.order.sharding.Rows;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class JdbcOrders implements Orders {
    private static final String SELECT = "SELECT order_id, user_id, status, version, region, epoch, durability, xid,"
            + " total_minor, currency, created_at, rejection, history, idempotency_key, body_hash FROM t_order WHERE"
            + " status <> 'UNDECIDED' AND ";
    private static final Rows LINES = new Rows(
            "SELECT order_id, sku, quantity, price_minor FROM t_order_item WHERE user_id = ? AND order_id IN (",
            "?",
            ") ORDER BY order_id, line_no");
    private static final TypeReference<List<StoredChange>> HISTORY = new TypeReference<>() {};

    private final Shards shards;
    private final ObjectMapper json;

    JdbcOrders(Shards shards, ObjectMapper json) {
        this.shards = shards;
        this.json = json;
    }

    @Override
    public Optional<Order> find(long orderId) {
        return Transaction.run(shards.sharded(), transaction -> find(transaction.connection(), orderId));
    }

    @Override
    public Optional<Order> find(Connection sharded, long orderId) throws SQLException {
        return select(sharded, SELECT + "order_id = ?", orderId).stream().findFirst();
    }

    @Override
    public List<Order> page(long userId, long before, int limit) {
        return Transaction.run(
                shards.sharded(),
                transaction -> select(
                        transaction.connection(),
                        SELECT + "user_id = ? AND order_id < ? ORDER BY order_id DESC LIMIT ?",
                        userId,
                        before,
                        limit));
    }

    // Beneath the sharded source: the table is named, there is nothing to route.
    @Override
    public List<Long> pendingBetween(ShardMap.Table table, List<Slot> slots, long from, long before, int limit) {
        return Transaction.run(shards.database(table.database()), transaction -> {
            try (PreparedStatement select = transaction.prepare("SELECT order_id FROM t_order_" + table.index()
                    + " WHERE status = 'PENDING' AND order_id >= ? AND order_id < ?"
                    + " AND (order_id >> 12) & 1023 = ANY (?)"
                    + " ORDER BY order_id LIMIT ?")) {
                select.setLong(1, from);
                select.setLong(2, before);
                select.setArray(
                        3,
                        transaction
                                .connection()
                                .createArrayOf(
                                        "bigint",
                                        slots.stream().map(Slot::number).toArray()));
                select.setInt(4, limit);
                try (ResultSet rows = select.executeQuery()) {
                    List<Long> ids = new ArrayList<>();
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                    return ids;
                }
            }
        });
    }

    private List<Order> select(Connection connection, String sql, Number... parameters) throws SQLException {
        List<Order> orders = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    orders.add(order(rows));
                }
            }
        }
        return withLines(connection, orders);
    }

    private static List<Order> withLines(Connection connection, List<Order> orders) throws SQLException {
        if (orders.isEmpty()) {
            return orders;
        }
        Map<Long, List<Line>> lines = new HashMap<>();
        List<Order> padded = Rows.padded(orders);
        try (PreparedStatement select = connection.prepareStatement(LINES.times(padded.size()))) {
            select.setLong(1, orders.getFirst().lifecycle().userId());
            for (int i = 0; i < padded.size(); i++) {
                select.setLong(i + 2, padded.get(i).id());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>())
                            .add(new Line(rows.getString(2), rows.getInt(3), rows.getLong(4)));
                }
            }
        }
        return orders.stream()
                .map(order -> order.withLines(lines.getOrDefault(order.id(), List.of())))
                .toList();
    }

    private Order order(ResultSet row) throws SQLException {
        Optional<String> rejection = Optional.ofNullable(row.getString("rejection"));
        return new Order(
                new Lifecycle(
                        row.getLong("order_id"),
                        row.getLong("user_id"),
                        Status.valueOf(row.getString("status")),
                        row.getInt("version")),
                row.getString("region"),
                row.getLong("epoch"),
                Durability.valueOf(row.getString("durability")),
                Optional.ofNullable(row.getString("xid")),
                row.getLong("total_minor"),
                row.getString("currency"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                rejection.map(text -> read(text, new TypeReference<Rejection>() {})),
                history(row),
                List.of(),
                Optional.ofNullable(row.getString("idempotency_key")).orElse(""),
                Optional.ofNullable(row.getBytes("body_hash"))
                        .map(Base64.getEncoder()::encodeToString)
                        .orElse(""));
    }

    private List<StatusChange> history(ResultSet row) throws SQLException {
        String region = row.getString("region");
        long epoch = row.getLong("epoch");
        return read(row.getString("history"), HISTORY).stream()
                .map(change -> change.orOf(region, epoch))
                .toList();
    }

    /** An entry of the history. Old ones lack region and epoch: they have those of the order's creation. */
    private record StoredChange(
            Status status,
            Instant at,
            @Nullable String region,
            @Nullable Long epoch) {
        StatusChange orOf(String createdIn, long createdInEpoch) {
            return new StatusChange(
                    status, at, region == null ? createdIn : region, epoch == null ? createdInEpoch : epoch);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON that can't be read", e);
        }
    }
}
