package dev.orderplatform.order.placing.jdbc;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.postgres.Transaction;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Clears the idempotency keys of old orders, after which a key may be used again. Scans each table's primary key in
 * batches and stores its position, so each order is read once and there is never a full scan.
 */
final class KeyRetention {
    private final Shards shards;
    private final Duration retention;
    private final InstantSource clock;

    KeyRetention(Shards shards, Duration retention, InstantSource clock) {
        this.shards = shards;
        this.retention = retention;
        this.clock = clock;
    }

    /** Clears all keys that are due. */
    void clearExpired() {
        long before = OrderId.lowestAt(clock.instant().minus(retention));
        TableStatement.tables().forEach(table -> {
            boolean more = true;
            while (more) {
                more = Transaction.run(
                        shards.database(table.database()),
                        transaction -> new OrderTables(transaction.connection()).clearKeys(table, before));
            }
        });
    }
}
