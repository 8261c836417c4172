package dev.orderplatform.order.storage;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.order.domain.Acceptance;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.History;
import dev.orderplatform.order.domain.Lines;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Refund;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.sharding.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads whole orders in the caller's transaction of the sharded data source. UNDECIDED orders are left out. */
public final class OrderReader {
    private static final String SELECT = "SELECT order_id, user_id, status, version, region, epoch, durability, xid,"
        + " total_minor, currency, created_at, rejection, payment_id, refund, history, idempotency_key, body_hash FROM"
        + " t_order WHERE status <> 'UNDECIDED' AND ";
    private static final Rows LINES = new Rows(
            "SELECT order_id, sku, quantity, price_minor FROM t_order_item WHERE user_id = ? AND order_id IN (",
            "?",
            ") ORDER BY order_id, line_no");

    private final Connection connection;

    public OrderReader(Connection sharded) {
        this.connection = sharded;
    }

    public Optional<StoredOrder> find(long orderId) throws SQLException {
        return select(SELECT + "order_id = ?", orderId).stream().findFirst();
    }

    List<StoredOrder> page(long userId, long before, int limit) throws SQLException {
        return select(SELECT + "user_id = ? AND order_id < ? ORDER BY order_id DESC LIMIT ?", userId, before, limit);
    }

    private List<StoredOrder> select(String sql, Number... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<OrderRow> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(OrderRow.read(rows));
                }
            }
            Map<Long, List<Line>> lines = found.isEmpty() ? Map.of() : lines(found);
            return found.stream()
                    .map(row -> row.with(new Lines(lines.getOrDefault(row.id(), List.of()))))
                    .toList();
        }
    }

    private Map<Long, List<Line>> lines(List<OrderRow> orders) throws SQLException {
        Map<Long, List<Line>> lines = new HashMap<>();
        List<OrderRow> padded = Rows.padded(orders);
        try (PreparedStatement select = connection.prepareStatement(LINES.times(padded.size()))) {
            select.setLong(1, orders.getFirst().userId());
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
        return lines;
    }

    /** A row of t_order; its lines are read separately. */
    private record OrderRow(
            long id,
            long userId,
            Status status,
            int version,
            Money total,
            Optional<Rejection> rejection,
            Optional<String> paymentId,
            Optional<Refund> refund,
            Acceptance acceptance,
            History history) {

        static OrderRow read(ResultSet row) throws SQLException {
            String region = row.getString("region");
            long epoch = row.getLong("epoch");
            return new OrderRow(
                    row.getLong("order_id"),
                    row.getLong("user_id"),
                    Status.valueOf(row.getString("status")),
                    row.getInt("version"),
                    new Money(row.getLong("total_minor"), row.getString("currency")),
                    Optional.ofNullable(row.getString("rejection")).map(OrderJson::rejection),
                    Optional.ofNullable(row.getString("payment_id")),
                    Optional.ofNullable(row.getString("refund")).map(OrderJson::refund),
                    new Acceptance(
                            region,
                            epoch,
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            Durability.valueOf(row.getString("durability")),
                            Optional.ofNullable(row.getString("xid")),
                            Optional.ofNullable(row.getString("idempotency_key"))
                                    .orElse(""),
                            Optional.ofNullable(row.getBytes("body_hash"))
                                    .map(Base64.getEncoder()::encodeToString)
                                    .orElse("")),
                    OrderJson.history(row.getString("history"), region, epoch));
        }

        StoredOrder with(Lines lines) {
            return new StoredOrder(
                    new Order(id, userId, status, version, lines, total, rejection, paymentId, refund),
                    acceptance,
                    history);
        }
    }
}
