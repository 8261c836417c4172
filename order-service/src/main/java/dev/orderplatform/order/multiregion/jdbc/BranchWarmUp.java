package dev.orderplatform.order.multiregion.jdbc;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Acceptance;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Lines;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.OrderTables;
import java.sql.Connection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an order to every database as a branch and rolls it back. Without it the first order would wait for Seata's
 * parser and class loading, possibly longer than the other region's timeout. A branch registers with the coordinator
 * when it commits, so the coordinator never sees these.
 */
final class BranchWarmUp {
    private static final String SAMPLE = "warm-up";

    /**
     * Contains a line feed, which is not allowed in an Idempotency-Key: with a key that a client may use, the insert
     * and so the startup could fail.
     */
    private static final String SAMPLE_KEY = "\n" + SAMPLE;

    private final BranchShards branches;

    BranchWarmUp(BranchShards branches) {
        this.branches = branches;
    }

    void run() {
        Set<Integer> warm = new HashSet<>();
        for (long user = 1; warm.size() < ShardMap.DATABASES; user++) {
            if (warm.add(Shards.tableOfUser(user).database())) {
                writeAndTakeBack(sampleOf(user));
            }
        }
    }

    private void writeAndTakeBack(StoredOrder order) {
        try {
            Xid.bound(SAMPLE, () -> {
                try (Connection connection = branches.databaseOf(order.id()).getConnection()) {
                    connection.setAutoCommit(false);
                    new OrderTables(connection).insertUndecided(order);
                    connection.rollback();
                }
                return true;
            });
        } catch (Exception e) {
            throw new IllegalStateException("a branch can't be written: " + e.getMessage(), e);
        }
    }

    private static StoredOrder sampleOf(long user) {
        long id = OrderId.compose(OrderId.time(0).toEpochMilli(), Slot.ofUser(user), 0, 0);
        Lines lines = new Lines(Collections.nCopies(7, new Line(SAMPLE, 1, 1)));
        Acceptance acceptance = new Acceptance(
                SAMPLE, 1, OrderId.time(id), Durability.MULTI_REGION, Optional.of(SAMPLE), SAMPLE_KEY, "");
        return StoredOrder.accepted(id, user, lines, new Money(7, "CNY"), acceptance);
    }
}
