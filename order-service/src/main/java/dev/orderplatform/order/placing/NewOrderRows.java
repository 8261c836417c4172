package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements of a batch of new orders, all of one database. If fewer lines were inserted than sent, it is looked up which
 * orders already existed.
 */
final class NewOrderRows {
    private static final String ORDERS = """
        WITH stored AS (
          INSERT INTO t_order_{n} (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,
            durability, total_minor, currency, history, created_at)
          SELECT id, owner, key, hash, 'PENDING', 1, region, epoch, durability, total, currency,
            CAST(history AS jsonb), at
          FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS bytea[]),
            CAST(? AS text[]), CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS bigint[]), CAST(? AS text[]),
            CAST(? AS text[]), CAST(? AS timestamptz[]))
            AS o (id, owner, key, hash, region, epoch, durability, total, currency, history, at)
          ON CONFLICT (user_id, idempotency_key) DO NOTHING
          RETURNING order_id, user_id),
        """;
    private static final String EVENTS =
            OutboxTable.insertInto("t_outbox_{n}", "partition_key IN (SELECT order_id::text FROM stored)");
    private static final String LINES = """
        INSERT INTO t_order_item_{n} (order_id, line_no, user_id, sku, quantity, price_minor)
        SELECT order_id, nr, user_id, sku, quantity, price
        FROM unnest(CAST(? AS bigint[]), CAST(? AS int[]), CAST(? AS text[]), CAST(? AS int[]), CAST(? AS bigint[]))
          AS l (id, nr, sku, quantity, price) JOIN stored ON stored.order_id = l.id
        """;
    private static final TableStatement INSERT = new TableStatement(ORDERS + "events AS (" + EVENTS + ") " + LINES);
    private static final TableStatement SELECT_STORED =
            new TableStatement("SELECT order_id FROM t_order_{n} WHERE order_id = ANY (CAST(? AS bigint[]))");
    private static final String SELECT_EARLIER =
            "SELECT order_id, body_hash, status, region, total_minor, currency, created_at, xid FROM t_order"
                    + " WHERE user_id = ? AND idempotency_key = ?";

    private final Connection connection;

    NewOrderRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Inserts those whose user and key are new, with their lines and events. Waits for the transaction of a
     * concurrent duplicate.
     *
     * @return the others, whose key was taken
     */
    List<NumberedOrder> insert(List<NumberedOrder> orders, List<EventMessage> events) throws SQLException {
        Map<ShardMap.Table, List<EventMessage>> eventsByTable = Shards.byTable(events, OrderOutbox::orderId);
        List<NumberedOrder> repeated = new ArrayList<>();
        for (var share : Shards.byTable(orders, NumberedOrder::id).entrySet()) {
            ShardMap.Table table = share.getKey();
            repeated.addAll(insert(table, share.getValue(), eventsByTable.getOrDefault(table, List.of())));
        }
        return repeated;
    }

    private List<NumberedOrder> insert(ShardMap.Table table, List<NumberedOrder> orders, List<EventMessage> events)
            throws SQLException {
        List<LineRow> lines = orders.stream().flatMap(NewOrderRows::lineRows).toList();
        try (PreparedStatement insert = connection.prepareStatement(INSERT.of(table))) {
            int at = bind(insert, orders);
            at = OutboxTable.bind(insert, at, events);
            bindLines(insert, at, lines);
            if (insert.executeUpdate() == lines.size()) {
                return List.of();
            }
        }
        Set<Long> stored = stored(table, orders);
        return orders.stream().filter(order -> !stored.contains(order.id())).toList();
    }

    private static int bind(PreparedStatement insert, List<NumberedOrder> orders) throws SQLException {
        insert.setObject(1, Columns.longs(orders, NumberedOrder::id));
        insert.setObject(2, Columns.longs(orders, order -> order.content().userId()));
        insert.setObject(3, Columns.texts(orders, order -> order.content().key()));
        insert.setObject(
                4, orders.stream().map(order -> order.content().bodyHash()).toArray(byte[][]::new));
        insert.setObject(5, Columns.texts(orders, NumberedOrder::region));
        insert.setObject(6, Columns.longs(orders, NumberedOrder::epoch));
        insert.setObject(
                7, Columns.texts(orders, order -> order.content().durability().name()));
        insert.setObject(8, Columns.longs(orders, order -> order.content().totalMinor()));
        insert.setObject(9, Columns.texts(orders, order -> order.content().currency()));
        insert.setObject(10, Columns.texts(orders, NewOrderRows::history));
        insert.setObject(11, Columns.texts(orders, order -> order.createdAt().toString()));
        return 12;
    }

    private static String history(NumberedOrder order) {
        return "[" + new StatusChange(Status.PENDING, order.createdAt(), order.region(), order.epoch()).toJson() + "]";
    }

    private static void bindLines(PreparedStatement insert, int first, List<LineRow> lines) throws SQLException {
        insert.setObject(first, Columns.longs(lines, LineRow::orderId));
        insert.setObject(first + 1, Columns.ints(lines, LineRow::number));
        insert.setObject(first + 2, Columns.texts(lines, row -> row.line.sku()));
        insert.setObject(first + 3, Columns.ints(lines, row -> row.line.quantity()));
        insert.setObject(first + 4, Columns.longs(lines, row -> row.line.priceMinor()));
    }

    private static Stream<LineRow> lineRows(NumberedOrder order) {
        List<Line> lines = order.content().lines();
        return IntStream.range(0, lines.size()).mapToObj(i -> new LineRow(order.id(), i + 1, lines.get(i)));
    }

    private Set<Long> stored(ShardMap.Table table, List<NumberedOrder> orders) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_STORED.of(table))) {
            select.setObject(1, Columns.longs(orders, NumberedOrder::id));
            try (ResultSet rows = select.executeQuery()) {
                Set<Long> ids = new HashSet<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    /** The earlier order of each of these, by user and key; empty when a global transaction undid it meanwhile. */
    Map<NumberedOrder, Optional<EarlierOrder>> earlierOf(List<NumberedOrder> repeated) throws SQLException {
        Map<NumberedOrder, Optional<EarlierOrder>> earlier = new HashMap<>();
        for (NumberedOrder order : repeated) {
            earlier.put(order, earlier(order.content().userId(), order.content().key()));
        }
        return earlier;
    }

    Optional<EarlierOrder> earlier(long userId, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_EARLIER)) {
            select.setLong(1, userId);
            select.setString(2, key);
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

    private record LineRow(long orderId, int number, Line line) {}
}
