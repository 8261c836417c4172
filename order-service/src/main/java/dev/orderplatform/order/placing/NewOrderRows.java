package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.sharding.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements of a batch of new orders, all of one database. How many rows were inserted tells whether a look is
 * needed for which.
 */
final class NewOrderRows {
    private static final Rows INSERT_ORDERS = new Rows(
            "INSERT INTO t_order (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,"
                    + " durability, total_minor, currency, history, created_at) VALUES ",
            "(?,?,?,?,'PENDING',1,?,?,?,?,?,(?)::jsonb,?)",
            " ON CONFLICT (user_id, idempotency_key) DO NOTHING");
    private static final Rows SELECT_STORED = new Rows("SELECT order_id FROM t_order WHERE order_id IN (", "?", ")");
    private static final Rows INSERT_LINES = new Rows(
            "INSERT INTO t_order_item (order_id, line_no, user_id, sku, quantity, price_minor) VALUES ",
            "(?,?,?,?,?,?)",
            " ON CONFLICT DO NOTHING");
    private static final String SELECT_EARLIER =
            "SELECT order_id, body_hash, status, region, total_minor, currency, created_at, xid FROM t_order"
                    + " WHERE user_id = ? AND idempotency_key = ?";

    private final Connection connection;

    NewOrderRows(Connection connection) {
        this.connection = connection;
    }

    /** Inserts those whose user and key are new, and returns them. Waits for a twin in another transaction. */
    List<NumberedOrder> insertOrders(List<NumberedOrder> orders) throws SQLException {
        if (INSERT_ORDERS.update(connection, orders, NumberedOrder::id, NewOrderRows::bind) == orders.size()) {
            return orders;
        }
        List<Long> ids = orders.stream().map(NumberedOrder::id).toList();
        Set<Long> stored = Set.copyOf(SELECT_STORED.select(connection, ids, row -> row.getLong(1)));
        return orders.stream().filter(order -> stored.contains(order.id())).toList();
    }

    private static int bind(PreparedStatement insert, int first, NumberedOrder order) throws SQLException {
        NewOrder content = order.content();
        int at = first;
        insert.setLong(at++, order.id());
        insert.setLong(at++, content.userId());
        insert.setString(at++, content.key());
        insert.setBytes(at++, content.bodyHash());
        insert.setString(at++, order.region());
        insert.setLong(at++, order.epoch());
        insert.setString(at++, content.durability().name());
        insert.setLong(at++, content.totalMinor());
        insert.setString(at++, content.currency());
        insert.setString(at++, "[{\"status\":\"PENDING\",\"at\":\"" + order.createdAt() + "\"}]");
        insert.setObject(at++, order.createdAt().atOffset(ZoneOffset.UTC));
        return at;
    }

    void insertLines(List<NumberedOrder> orders) throws SQLException {
        List<LineRow> lines = orders.stream().flatMap(NewOrderRows::lineRows).toList();
        INSERT_LINES.update(connection, lines, LineRow::orderId, NewOrderRows::bind);
    }

    private static Stream<LineRow> lineRows(NumberedOrder order) {
        List<Line> lines = order.content().lines();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> new LineRow(order.id(), order.content().userId(), i + 1, lines.get(i)));
    }

    private static int bind(PreparedStatement insert, int first, LineRow row) throws SQLException {
        int at = first;
        insert.setLong(at++, row.orderId);
        insert.setInt(at++, row.number);
        insert.setLong(at++, row.userId);
        insert.setString(at++, row.line.sku());
        insert.setInt(at++, row.line.quantity());
        insert.setLong(at++, row.line.priceMinor());
        return at;
    }

    /** The earlier order of each of these, by user and key; empty when a global transaction undid it meanwhile. */
    Map<NumberedOrder, Optional<EarlierOrder>> earlierOf(List<NumberedOrder> repeated) throws SQLException {
        Map<NumberedOrder, Optional<EarlierOrder>> earlier = new HashMap<>();
        for (NumberedOrder order : repeated) {
            earlier.put(order, earlier(order.content()));
        }
        return earlier;
    }

    Optional<EarlierOrder> earlier(NewOrder order) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_EARLIER)) {
            select.setLong(1, order.userId());
            select.setString(2, order.key());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(earlier(row)) : Optional.empty();
            }
        }
    }

    private static EarlierOrder earlier(ResultSet row) throws SQLException {
        boolean undecided = Status.valueOf(row.getString("status")) == Status.UNDECIDED;
        Receipt receipt = new Receipt(
                row.getLong("order_id"),
                Status.PENDING,
                row.getString("region"),
                row.getLong("total_minor"),
                row.getString("currency"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("xid")));
        return new EarlierOrder(receipt, row.getBytes("body_hash"), undecided);
    }

    private record LineRow(long orderId, long userId, int number, Line line) {}
}
