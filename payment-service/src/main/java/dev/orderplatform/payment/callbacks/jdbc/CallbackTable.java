package dev.orderplatform.payment.callbacks.jdbc;

import dev.orderplatform.payment.callbacks.Callback;
import dev.orderplatform.payment.callbacks.Callback.RefundAttempt;
import dev.orderplatform.payment.callbacks.CallbackType;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table t_callback. */
@Component
final class CallbackTable {
    private static final String INSERT = "INSERT INTO t_callback"
            + " (webhook_id, order_id, number, type, refund_id, attempt, body, traceparent, status)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String WAITING = "SELECT order_id, number, type, refund_id FROM t_callback"
            + " WHERE webhook_id = ? AND status = 'WAITING' FOR UPDATE";
    private static final String END = "UPDATE t_callback SET status = ? WHERE webhook_id = ?";

    /** What became of a callback. */
    enum Status {
        /** It had its effect, which may be none. */
        APPLIED,
        /** The provider has yet to confirm it. */
        WAITING,
        /** The provider denies it. */
        DISCARDED
    }

    /** A callback that the provider has yet to confirm. */
    record Waiting(CallbackType type, PaymentId payment, Optional<String> refundId) {}

    /** False if it is a repeat: one with the same id, or about the same, is stored already. */
    boolean insert(Transaction transaction, Callback callback, Status status) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(INSERT)) {
            insert.setString(1, callback.webhookId());
            insert.setLong(2, callback.payment().orderId());
            insert.setInt(3, callback.payment().number());
            insert.setString(4, callback.type().text());
            insert.setString(5, callback.refund().map(RefundAttempt::refundId).orElse(null));
            insert.setInt(6, callback.refund().map(RefundAttempt::attempt).orElse(0));
            insert.setBytes(7, callback.body());
            insert.setString(8, callback.traceparent());
            insert.setString(9, status.name());
            return insert.executeUpdate() == 1;
        }
    }

    /** Locks it. Empty if it does not wait any more. */
    Optional<Waiting> waiting(Transaction transaction, String webhookId) throws SQLException {
        try (PreparedStatement select = transaction.prepare(WAITING)) {
            select.setString(1, webhookId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(waiting(rows)) : Optional.empty();
            }
        }
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                CallbackType.parse(row.getString("type")).orElseThrow(),
                new PaymentId(row.getLong("order_id"), row.getInt("number")),
                Optional.ofNullable(row.getString("refund_id")));
    }

    void end(Transaction transaction, String webhookId, Status status) throws SQLException {
        try (PreparedStatement update = transaction.prepare(END)) {
            update.setString(1, status.name());
            update.setString(2, webhookId);
            update.executeUpdate();
        }
    }
}
