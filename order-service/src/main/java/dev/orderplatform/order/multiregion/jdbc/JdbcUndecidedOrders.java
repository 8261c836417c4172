package dev.orderplatform.order.multiregion.jdbc;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.multiregion.UndecidedOrders;
import dev.orderplatform.order.multiregion.UndecidedOrders.Undecided;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.order.storage.OrderReader;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcUndecidedOrders implements UndecidedOrders {
    private static final int MAX_BATCH = 200;
    static final String BEFORE =
            new TableStatement("SELECT order_id, xid FROM t_order_{n} WHERE status = 'UNDECIDED' AND order_id < ?")
                            .unionOfTables()
                    + " LIMIT " + MAX_BATCH;

    private final Shards shards;
    private final IntFunction<DataSource> branches;
    private final OrderOutbox outbox;
    private final String region;

    /** @param branches the databases by number, through the pools for branches */
    JdbcUndecidedOrders(Shards shards, IntFunction<DataSource> branches, OrderOutbox outbox, String region) {
        this.shards = shards;
        this.branches = branches;
        this.outbox = outbox;
        this.region = region;
    }

    @Override
    public void insert(StoredOrder order) {
        Transaction.run(branches.apply(Shards.tableOfOrder(order.id()).database()), transaction -> {
            new OrderTables(transaction.connection()).insertUndecided(order);
            return true;
        });
    }

    @Override
    public boolean holds(long orderId) {
        return Transaction.run(shards.sharded(), transaction -> {
            try (PreparedStatement select = transaction.prepare("SELECT 1 FROM t_order WHERE order_id = ?")) {
                select.setLong(1, orderId);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    @Override
    public void accept(long orderId, Optional<String> traceparent) {
        Transaction.run(shards.sharded(), transaction -> {
            boolean accepted = new OrderTables(transaction.connection()).accept(orderId);
            StoredOrder order = new OrderReader(transaction.connection())
                    .find(orderId)
                    .orElseThrow(() -> new IllegalStateException(
                            "order " + orderId + " is gone, although its transaction is committed"));
            if (accepted && order.acceptance().region().equals(region)) {
                outbox.append(transaction, List.of(EventMessage.of(order.created(), traceparent)));
            }
            return accepted;
        });
    }

    @Override
    public List<Undecided> before(int database, long before) {
        return JdbcClient.create(shards.database(database))
                .sql(BEFORE)
                .params(Collections.nCopies(ShardMap.TABLES_PER_DATABASE, before))
                .query((row, _) -> new Undecided(row.getLong(1), row.getString(2)))
                .list();
    }

    // While the row is locked, no rollback can be in progress: a rollback deletes both in one transaction.
    @Override
    public boolean isCommitted(Undecided order) {
        return Transaction.run(databaseOf(order), transaction -> {
            return new OrderTables(transaction.connection()).lockUndecided(order.orderId())
                    && !new UndoLog(transaction.connection()).has(order.xid());
        });
    }

    // In the same lock order as a rollback, which prevents deadlocks.
    @Override
    public boolean discard(Undecided order) {
        return Transaction.run(databaseOf(order), transaction -> {
            UndoLog undoLog = new UndoLog(transaction.connection());
            OrderTables orders = new OrderTables(transaction.connection());
            if (!undoLog.lock(order.xid()) || !orders.lockUndecided(order.orderId())) {
                return false;
            }
            orders.delete(order.orderId());
            undoLog.delete(order.xid());
            return true;
        });
    }

    @Override
    public void deleteDecidedUndoLog(int database, Duration age) {
        Transaction.run(shards.database(database), transaction -> {
            new UndoLog(transaction.connection()).deleteDecided(age);
            return true;
        });
    }

    private DataSource databaseOf(Undecided order) {
        return shards.database(Shards.tableOfOrder(order.orderId()).database());
    }
}
