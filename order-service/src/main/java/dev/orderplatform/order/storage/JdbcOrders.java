package dev.orderplatform.order.storage;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.postgres.Transaction;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcOrders implements Orders {
    private static final TableStatement PENDING = new TableStatement(
            "SELECT order_id FROM t_order_{n} WHERE status = 'PENDING' AND order_id >= ? AND order_id < ?"
                    + " AND (order_id >> 12) & 1023 = ANY (?)"
                    + " ORDER BY order_id LIMIT ?");

    private final Shards shards;

    JdbcOrders(Shards shards) {
        this.shards = shards;
    }

    @Override
    public Optional<StoredOrder> find(long orderId) {
        return Transaction.run(
                shards.sharded(), transaction -> new OrderReader(transaction.connection()).find(orderId));
    }

    @Override
    public Parcels parcels(long orderId) {
        return Transaction.run(
                        shards.sharded(),
                        transaction -> new ParcelTables(transaction.connection()).find(List.of(orderId)))
                .getOrDefault(orderId, Parcels.NONE);
    }

    @Override
    public List<StoredOrder> page(long userId, long before, int limit) {
        return Transaction.run(
                shards.sharded(), transaction -> new OrderReader(transaction.connection()).page(userId, before, limit));
    }

    @Override
    public List<Long> pendingBetween(ShardMap.Table table, List<Slot> slots, long from, long before, int limit) {
        return JdbcClient.create(shards.database(table.database()))
                .sql(PENDING.beneath(table))
                .params(from, before, slots.stream().mapToLong(Slot::number).toArray(), limit)
                .query(Long.class)
                .list();
    }
}
