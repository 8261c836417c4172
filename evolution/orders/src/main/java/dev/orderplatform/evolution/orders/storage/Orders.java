package dev.orderplatform.evolution.orders.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.evolution.orders.storage.Order.StatusChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PGobject;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stored orders, one row each. All statements except the searches for pending and undelivered orders name a user or an
 * order, and so are routed to one table. Blocking: each call is a transaction and returns after its commit.
 */
@Component
public final class Orders {
    private static final String SELECT = "SELECT order_id, user_id, status, version, delivered, total_minor, currency,"
            + " lines, history, rejection FROM t_order WHERE ";

    private final JdbcClient database;
    private final ObjectMapper json;

    Orders(JdbcClient database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Stores a new order; false if its user has already used the key, or if its id exists. */
    public boolean insert(Order order, String key) {
        try {
            database.sql("INSERT INTO t_order (order_id, user_id, idempotency_key, status, version, delivered,"
                            + " total_minor, currency, lines, history, created_at, changed_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            order.id(),
                            order.userId(),
                            key,
                            order.status().name(),
                            order.version(),
                            order.delivered(),
                            order.totalMinor(),
                            order.currency(),
                            jsonb(order.lines()),
                            jsonb(order.history()),
                            time(order.createdAt()),
                            time(order.createdAt()))
                    .update();
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    public Optional<Order> find(long orderId) {
        return database.sql(SELECT + "order_id = ?")
                .param(orderId)
                .query(this::order)
                .optional();
    }

    public Optional<Order> findByKey(long userId, String key) {
        return database.sql(SELECT + "user_id = ? AND idempotency_key = ?")
                .params(userId, key)
                .query(this::order)
                .optional();
    }

    /** A customer's orders with ids below {@code before}, newest first. */
    public List<Order> page(long userId, long before, int limit) {
        return database.sql(SELECT + "user_id = ? AND order_id < ? ORDER BY order_id DESC LIMIT ?")
                .params(userId, before, limit)
                .query(this::order)
                .list();
    }

    /** Stores a transition; false, without a change, if another transition was stored first. */
    public boolean update(Order next) {
        return 0
                < database.sql("UPDATE t_order SET status = ?, version = ?, delivered = ?, history = ?,"
                                + " rejection = ?, changed_at = ? WHERE order_id = ? AND version = ?")
                        .params(
                                next.status().name(),
                                next.version(),
                                next.delivered(),
                                jsonb(next.history()),
                                next.rejection().map(this::jsonb).orElse(null),
                                time(next.history().getLast().at()),
                                next.id(),
                                next.version() - 1)
                        .update();
    }

    /** Records that the other services have received the events up to this version. */
    public void markDelivered(long orderId, int version) {
        database.sql("UPDATE t_order SET delivered = ? WHERE order_id = ? AND delivered < ?")
                .params(version, orderId, version)
                .update();
    }

    /** Undecided orders that have not changed since {@code before}, oldest first. */
    public List<Long> pending(Instant before, int limit) {
        return unfinished("status = 'PENDING'", before, limit);
    }

    /** Decided orders with events that the other services have not received. */
    public List<Long> undelivered(Instant before, int limit) {
        return unfinished("status <> 'PENDING'", before, limit);
    }

    private List<Long> unfinished(String condition, Instant before, int limit) {
        return database.sql("SELECT order_id, changed_at FROM t_order WHERE delivered < version AND changed_at < ? AND "
                        + condition + " ORDER BY changed_at LIMIT ?")
                .params(time(before), limit)
                .query((row, _) -> row.getLong("order_id"))
                .list();
    }

    private Order order(ResultSet row, int number) throws SQLException {
        return new Order(
                row.getLong("order_id"),
                row.getLong("user_id"),
                Status.valueOf(row.getString("status")),
                row.getInt("version"),
                row.getInt("delivered"),
                row.getLong("total_minor"),
                row.getString("currency"),
                read(row.getString("lines"), new TypeReference<List<Line>>() {}),
                read(row.getString("history"), new TypeReference<List<StatusChange>>() {}),
                Optional.ofNullable(row.getString("rejection"))
                        .map(text -> read(text, new TypeReference<Rejection>() {})));
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    // An object of the driver instead of a cast in SQL: ShardingSphere rewrites the values of an INSERT and loses
    // casts.
    private PGobject jsonb(Object value) {
        try {
            PGobject object = new PGobject();
            object.setType("jsonb");
            object.setValue(json.writeValueAsString(value));
            return object;
        } catch (JsonProcessingException | SQLException e) {
            throw new IllegalStateException("can't be written as JSON: " + value, e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored JSON is not valid", e);
        }
    }
}
