package dev.orderplatform.order.placing;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Forgets the idempotency keys of old orders, after which a key may be used again. Walks each table's primary key in
 * batches from where it stopped last time, which is stored: an order is looked at once, and there is never a full scan. A
 * key of an undecided order stays for ever: a row that is changed could not be undone.
 */
final class KeyRetention {
    private static final int BATCH = 1_000;

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
        for (int n = 0; n < ShardMap.TABLES; n++) {
            ShardMap.Table table = new ShardMap.Table(n);
            int walked;
            do {
                walked = Transaction.run(
                        shards.database(table.database()),
                        transaction -> forgetSome(transaction.connection(), table, before));
            } while (walked == BATCH);
        }
    }

    private static int forgetSome(Connection connection, ShardMap.Table table, long before) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
            WITH due AS (
              SELECT o.order_id FROM t_order_%1$d o, t_key_retention r
              WHERE r.table_no = %1$d AND o.order_id > r.forgotten_to AND o.order_id < ?
              ORDER BY o.order_id LIMIT %2$d),
            forgotten AS (
              UPDATE t_order_%1$d o SET idempotency_key = NULL, body_hash = NULL FROM due
              WHERE o.order_id = due.order_id AND o.status <> 'UNDECIDED')
            UPDATE t_key_retention SET forgotten_to = (SELECT max(order_id) FROM due)
            WHERE table_no = %1$d AND EXISTS (SELECT FROM due)
            RETURNING (SELECT count(*) FROM due)
            """.formatted(table.index(), BATCH))) {
            update.setLong(1, before);
            try (ResultSet walked = update.executeQuery()) {
                return walked.next() ? walked.getInt(1) : 0;
            }
        }
    }
}
