package dev.orderplatform.order.placing.jdbc;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.postgres.Transaction;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Forgets the idempotency keys of old orders, after which a key may be used again. Walks each table's primary key in
 * batches from where it stopped last time, which is stored: an order is looked at once, and there is never a full scan.
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

    /** Forgets all keys that are due now. */
    void forget() {
        long before = OrderId.lowestAt(clock.instant().minus(retention));
        TableStatement.tables().forEach(table -> {
            boolean more = true;
            while (more) {
                more = Transaction.run(
                        shards.database(table.database()),
                        transaction -> new OrderTables(transaction.connection()).forgetKeys(table, before));
            }
        });
    }
}
