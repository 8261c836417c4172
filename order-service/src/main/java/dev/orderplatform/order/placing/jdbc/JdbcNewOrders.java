package dev.orderplatform.order.placing.jdbc;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.placing.EarlierOrder;
import dev.orderplatform.order.placing.NewOrders;
import dev.orderplatform.order.placing.PlacedOrder;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
final class JdbcNewOrders implements NewOrders {
    private static final String SELECT_EARLIER =
            "SELECT order_id, body_hash, status, region, total_minor, currency, created_at, xid FROM t_order"
                    + " WHERE user_id = ? AND idempotency_key = ?";

    private final Shards shards;
    private final OrderOutbox outbox;

    JdbcNewOrders(Shards shards, OrderOutbox outbox) {
        this.shards = shards;
        this.outbox = outbox;
    }

    @Override
    public Map<Long, Optional<EarlierOrder>> store(List<StoredOrder> orders, List<EventMessage> events) {
        return Transaction.run(shards.sharded(), transaction -> {
            Set<Long> taken = new OrderTables(transaction.connection()).insert(orders, events);
            outbox.publishAfterCommit(transaction, without(taken, events), Set.of());
            return earlier(transaction, orders, taken);
        });
    }

    private static List<EventMessage> without(Set<Long> taken, List<EventMessage> events) {
        return taken.isEmpty()
                ? events
                : events.stream()
                        .filter(event -> !taken.contains(OrderOutbox.orderId(event)))
                        .toList();
    }

    private static Map<Long, Optional<EarlierOrder>> earlier(
            Transaction transaction, List<StoredOrder> orders, Set<Long> taken) throws SQLException {
        Map<Long, Optional<EarlierOrder>> earlier = new HashMap<>();
        for (StoredOrder order : orders) {
            if (taken.contains(order.id())) {
                earlier.put(
                        order.id(),
                        earlier(
                                transaction.connection(),
                                order.order().userId(),
                                order.acceptance().idempotencyKey()));
            }
        }
        return earlier;
    }

    @Override
    public Optional<EarlierOrder> earlier(long userId, String key) {
        return Transaction.run(shards.sharded(), transaction -> earlier(transaction.connection(), userId, key));
    }

    static Optional<EarlierOrder> earlier(Connection sharded, long userId, String key) throws SQLException {
        try (PreparedStatement select = sharded.prepareStatement(SELECT_EARLIER)) {
            select.setLong(1, userId);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(earlier(row)) : Optional.empty();
            }
        }
    }

    private static EarlierOrder earlier(ResultSet row) throws SQLException {
        PlacedOrder order = new PlacedOrder(
                row.getLong("order_id"),
                Status.PENDING,
                row.getString("region"),
                row.getLong("total_minor"),
                row.getString("currency"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("xid")));
        boolean undecided = Status.valueOf(row.getString("status")) == Status.UNDECIDED;
        String bodyHash = Optional.ofNullable(row.getBytes("body_hash"))
                .map(Base64.getEncoder()::encodeToString)
                .orElse("");
        return new EarlierOrder(order, bodyHash, undecided);
    }
}
