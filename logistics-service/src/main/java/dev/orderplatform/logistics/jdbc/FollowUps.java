package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.logistics.domain.FollowUp;
import dev.orderplatform.logistics.domain.ParcelId;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Reads what decides what the carrier is asked about a parcel. */
@Component
final class FollowUps {
    // The shipment is locked, too: a refund request then either is seen here, or makes the task run again.
    private static final String LOCK = """
        SELECT %s, s.refunded_at IS NOT NULL AS refunded,
          (extract(epoch FROM now() - p.changed_at) * 1000)::bigint AS unchanged_ms
        FROM t_parcel p JOIN t_shipment s USING (order_id) WHERE p.order_id = ? AND p.number = ?
        FOR SHARE OF s FOR UPDATE OF p
        """.formatted(ParcelTable.COLUMNS);

    private final CallbackTable callbacks;

    FollowUps(CallbackTable callbacks) {
        this.callbacks = callbacks;
    }

    /**
     * Locks a parcel until the transaction ends.
     *
     * @throws IllegalStateException if there is no such parcel
     */
    FollowUp lock(Transaction transaction, ParcelId id) throws SQLException {
        try (PreparedStatement select = transaction.prepare(LOCK)) {
            select.setLong(1, id.orderId());
            select.setInt(2, id.number());
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("there is no parcel " + id);
                }
                return new FollowUp(
                        ParcelTable.read(rows),
                        rows.getBoolean("refunded"),
                        Duration.ofMillis(rows.getLong("unchanged_ms")),
                        callbacks.waiting(transaction, id));
            }
        }
    }
}
