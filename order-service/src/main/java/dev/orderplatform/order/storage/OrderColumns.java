package dev.orderplatform.order.storage;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.order.domain.Acceptance;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.postgres.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Orders and their lines as parameters of statements, and back. */
final class OrderColumns {
    private OrderColumns() {}

    /** @return the index after the last parameter */
    static int bindOrders(PreparedStatement insert, int first, List<StoredOrder> orders) throws SQLException {
        int at = first;
        insert.setObject(at++, Columns.longs(orders, StoredOrder::id));
        insert.setObject(at++, Columns.longs(orders, order -> order.order().userId()));
        insert.setObject(at++, Columns.texts(orders, order -> order.acceptance().idempotencyKey()));
        insert.setObject(at++, orders.stream().map(OrderColumns::bodyHash).toArray(byte[][]::new));
        insert.setObject(at++, Columns.texts(orders, order -> order.acceptance().region()));
        insert.setObject(at++, Columns.longs(orders, order -> order.acceptance().epoch()));
        insert.setObject(
                at++,
                Columns.texts(orders, order -> order.acceptance().durability().name()));
        insert.setObject(
                at++, Columns.longs(orders, order -> order.order().total().minor()));
        insert.setObject(
                at++, Columns.texts(orders, order -> order.order().total().currency()));
        insert.setObject(at++, Columns.texts(orders, order -> order.history().toJson()));
        insert.setObject(
                at++, Columns.texts(orders, order -> order.acceptance().at().toString()));
        return at;
    }

    static void bindLines(PreparedStatement insert, int first, List<StoredOrder> orders) throws SQLException {
        List<NumberedLine> lines =
                orders.stream().flatMap(order -> NumberedLine.of(order.order())).toList();
        int at = first;
        insert.setObject(at++, Columns.longs(lines, NumberedLine::orderId));
        insert.setObject(at++, Columns.ints(lines, NumberedLine::number));
        insert.setObject(at++, Columns.texts(lines, row -> row.line.sku()));
        insert.setObject(at++, Columns.ints(lines, row -> row.line.quantity()));
        insert.setObject(at, Columns.longs(lines, row -> row.line.priceMinor()));
    }

    static void bindUndecided(PreparedStatement insert, StoredOrder order) throws SQLException {
        Acceptance acceptance = order.acceptance();
        insert.setLong(1, order.id());
        insert.setLong(2, order.order().userId());
        insert.setString(3, acceptance.idempotencyKey());
        insert.setBytes(4, bodyHash(order));
        insert.setString(5, Status.UNDECIDED.name());
        insert.setInt(6, order.order().version());
        insert.setString(7, acceptance.region());
        insert.setLong(8, acceptance.epoch());
        insert.setString(9, acceptance.durability().name());
        insert.setString(
                10, acceptance.xid().orElseThrow(() -> new IllegalArgumentException("UNDECIDED order without xid")));
        insert.setLong(11, order.order().total().minor());
        insert.setString(12, order.order().total().currency());
        insert.setString(13, order.history().toJson());
        insert.setObject(14, acceptance.at().atOffset(ZoneOffset.UTC));
    }

    static void bindUndecidedLines(PreparedStatement insert, Order order) throws SQLException {
        int at = 1;
        for (NumberedLine row : NumberedLine.of(order).toList()) {
            insert.setLong(at++, order.id());
            insert.setInt(at++, row.number);
            insert.setLong(at++, order.userId());
            insert.setString(at++, row.line.sku());
            insert.setInt(at++, row.line.quantity());
            insert.setLong(at++, row.line.priceMinor());
        }
    }

    /** A row of {@link OrderSql#LOCK}. */
    static Order locked(ResultSet row) throws SQLException {
        return new Order(
                row.getLong(1),
                row.getLong(2),
                Status.valueOf(row.getString(3)),
                row.getInt(4),
                OrderJson.lines(row.getString(9)),
                new Money(row.getLong(5), row.getString(6)),
                Optional.empty(),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(8)).map(OrderJson::refund));
    }

    private static byte[] bodyHash(StoredOrder order) {
        return Base64.getDecoder().decode(order.acceptance().bodyHash());
    }

    private record NumberedLine(long orderId, int number, Line line) {
        static Stream<NumberedLine> of(Order order) {
            List<Line> lines = order.lines().asList();
            return IntStream.range(0, lines.size()).mapToObj(i -> new NumberedLine(order.id(), i + 1, lines.get(i)));
        }
    }
}
