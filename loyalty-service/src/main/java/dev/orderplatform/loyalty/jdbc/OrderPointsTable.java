package dev.orderplatform.loyalty.jdbc;

import dev.orderplatform.loyalty.domain.EventStamp;
import dev.orderplatform.loyalty.domain.OrderPoints;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table t_order_points. */
@Component
final class OrderPointsTable {
    private static final String COLUMNS = "p.order_id, p.user_id, p.points, p.status, p.paid_epoch, p.paid_version,"
            + " p.delivered_epoch, p.delivered_version, p.refund_epoch, p.refund_version";
    private static final String LOCK = "SELECT " + COLUMNS
            + " FROM t_order_points p WHERE p.order_id = ANY (?::bigint[]) ORDER BY p.order_id FOR UPDATE";
    /**
     * Claims rows in one table, so that the index on expires_at is used however many are not due. What a consumer or another
     * instance has locked, accounts included, is left for the next search.
     */
    private static final String LOCK_DUE = "WITH due AS MATERIALIZED (SELECT " + COLUMNS + """
         FROM t_order_points p WHERE p.status = 'POSTED' AND p.points > 0 AND p.expires_at <= now()
          ORDER BY p.expires_at LIMIT ? FOR UPDATE SKIP LOCKED)
        SELECT due.*, a.balance FROM due JOIN t_account a ON a.owner = due.user_id AND a.account = 'POSTED'
        FOR UPDATE OF a SKIP LOCKED
        """;

    private static final String ROWS = """
        unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::bigint[],
          ?::int[]) AS c (order_id, user_id, points, status, paid_epoch, paid_version, delivered_epoch, delivered_version,
          refund_epoch, refund_version)
        """;
    /** Fails if another transaction has inserted the order since it was looked up; the events are then applied again. */
    private static final String INSERT = """
        INSERT INTO t_order_points (order_id, user_id, points, status, paid_epoch, paid_version, delivered_epoch,
          delivered_version, refund_epoch, refund_version, expires_at)
        SELECT c.*, CASE c.status WHEN 'POSTED' THEN now() + ? * interval '1 second' END FROM
        """ + ROWS + " ORDER BY c.order_id";

    private static final String UPDATE = """
        UPDATE t_order_points p SET points = c.points, status = c.status,
          paid_epoch = c.paid_epoch, paid_version = c.paid_version,
          delivered_epoch = c.delivered_epoch, delivered_version = c.delivered_version,
          refund_epoch = c.refund_epoch, refund_version = c.refund_version,
          expires_at = CASE c.status WHEN 'POSTED' THEN coalesce(p.expires_at, now() + ? * interval '1 second') END
        FROM
        """ + ROWS + " WHERE p.order_id = c.order_id";

    private final Duration validity;

    OrderPointsTable(PointsProperties properties) {
        this.validity = properties.validity();
    }

    /** Posted points that have expired, and the customer's balance. */
    record Due(OrderPoints points, long balance) {}

    /** By order id, without those that have no row. Locks the rows until the transaction ends. */
    Map<Long, OrderPoints> lock(Transaction transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select = transaction.prepare(LOCK)) {
            select.setObject(1, Columns.longs(orderIds, Long::longValue));
            Map<Long, OrderPoints> found = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong("order_id"), read(rows));
                }
            }
            return found;
        }
    }

    /** At most {@code limit} of those that have been due for longest. Locks the rows, and their customers' POSTED accounts. */
    List<Due> lockDue(Transaction transaction, int limit) throws SQLException {
        try (PreparedStatement select = transaction.prepare(LOCK_DUE)) {
            select.setInt(1, limit);
            List<Due> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new Due(read(rows), rows.getLong("balance")));
                }
            }
            return due;
        }
    }

    void insert(Transaction transaction, Collection<OrderPoints> orders) throws SQLException {
        if (!orders.isEmpty()) {
            try (PreparedStatement insert = transaction.prepare(INSERT)) {
                write(insert, orders);
            }
        }
    }

    /** Saves orders whose rows are locked. */
    void update(Transaction transaction, Collection<OrderPoints> orders) throws SQLException {
        if (!orders.isEmpty()) {
            try (PreparedStatement update = transaction.prepare(UPDATE)) {
                write(update, orders);
            }
        }
    }

    private void write(PreparedStatement statement, Collection<OrderPoints> orders) throws SQLException {
        statement.setLong(1, validity.toSeconds());
        statement.setObject(2, Columns.longs(orders, OrderPoints::orderId));
        statement.setObject(3, Columns.longs(orders, OrderPoints::userId));
        statement.setObject(4, Columns.longs(orders, OrderPoints::points));
        statement.setObject(5, Columns.texts(orders, order -> order.status().name()));
        setStamps(statement, 6, orders, OrderPoints::paid);
        setStamps(statement, 8, orders, OrderPoints::delivered);
        setStamps(statement, 10, orders, OrderPoints::refundRequested);
        statement.executeUpdate();
    }

    private static void setStamps(
            PreparedStatement statement,
            int first,
            Collection<OrderPoints> orders,
            Function<OrderPoints, Optional<EventStamp>> stamp)
            throws SQLException {
        statement.setArray(
                first,
                statement
                        .getConnection()
                        .createArrayOf(
                                "bigint",
                                numbers(orders, order -> stamp.apply(order).map(EventStamp::epoch))));
        statement.setArray(
                first + 1,
                statement
                        .getConnection()
                        .createArrayOf(
                                "int",
                                numbers(orders, order -> stamp.apply(order).map(EventStamp::version))));
    }

    private static @Nullable Object[] numbers(
            Collection<OrderPoints> orders, Function<OrderPoints, Optional<? extends Number>> number) {
        return orders.stream().map(order -> number.apply(order).orElse(null)).toArray();
    }

    private static OrderPoints read(ResultSet row) throws SQLException {
        return new OrderPoints(
                row.getLong("order_id"),
                row.getLong("user_id"),
                row.getLong("points"),
                OrderPoints.Status.valueOf(row.getString("status")),
                stamp(row, "paid"),
                stamp(row, "delivered"),
                stamp(row, "refund"));
    }

    private static Optional<EventStamp> stamp(ResultSet row, String event) throws SQLException {
        long epoch = row.getLong(event + "_epoch");
        return row.wasNull() ? Optional.empty() : Optional.of(new EventStamp(epoch, row.getInt(event + "_version")));
    }
}
