package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.logistics.domain.CallbackType;
import dev.orderplatform.logistics.domain.CarrierCallback;
import dev.orderplatform.logistics.domain.ParcelId;
import dev.orderplatform.logistics.domain.WaitingCallback;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The table t_callback. */
@Component
final class CallbackTable {
    private static final String STORE = """
        INSERT INTO t_callback (webhook_id, order_id, number, type, tracking_number, body, status)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """;
    private static final String WAITING = """
        SELECT webhook_id, type FROM t_callback WHERE order_id = ? AND number = ? AND status = 'WAITING'
        """;
    private static final String SETTLE = "UPDATE t_callback SET status = ? WHERE webhook_id = ? AND status = 'WAITING'";

    /** What became of a callback. */
    enum Status {
        APPLIED,
        /** Only the carrier's answer can tell whether it is true. */
        WAITING,
        /** Without effect: another tracking number, or the carrier denies it. */
        DISCARDED
    }

    /** False if it is a repeat; then nothing is stored. */
    boolean store(Transaction transaction, CarrierCallback callback, Status status) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(STORE)) {
            insert.setString(1, callback.webhookId());
            insert.setLong(2, callback.parcelId().orderId());
            insert.setInt(3, callback.parcelId().number());
            insert.setString(4, callback.type().text());
            insert.setString(5, callback.trackingNumber());
            insert.setBytes(6, callback.body());
            insert.setString(7, status.name());
            return insert.executeUpdate() == 1;
        }
    }

    /** A parcel's callbacks that wait. */
    List<WaitingCallback> waiting(Transaction transaction, ParcelId id) throws SQLException {
        try (PreparedStatement select = transaction.prepare(WAITING)) {
            select.setLong(1, id.orderId());
            select.setInt(2, id.number());
            try (ResultSet rows = select.executeQuery()) {
                List<WaitingCallback> waiting = new ArrayList<>();
                while (rows.next()) {
                    waiting.add(new WaitingCallback(
                            rows.getString(1),
                            CallbackType.of(rows.getString(2)).orElseThrow()));
                }
                return waiting;
            }
        }
    }

    void settle(Transaction transaction, WaitingCallback callback, Status status) throws SQLException {
        try (PreparedStatement update = transaction.prepare(SETTLE)) {
            update.setString(1, status.name());
            update.setString(2, callback.webhookId());
            update.executeUpdate();
        }
    }
}
