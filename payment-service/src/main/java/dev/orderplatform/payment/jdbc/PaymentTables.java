package dev.orderplatform.payment.jdbc;

import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Refund;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The tables t_order_payments and t_payment. */
@Component
public final class PaymentTables {
    private static final String CREATE = "INSERT INTO t_order_payments (order_id, user_id, cancelled)"
            + " SELECT order_id, user_id, FALSE FROM unnest(?, ?) AS o (order_id, user_id) ORDER BY order_id"
            + " ON CONFLICT DO NOTHING";
    private static final String LOCK = "SELECT order_id, user_id, cancelled, paid_by FROM t_order_payments"
            + " WHERE order_id = ANY(?) ORDER BY order_id FOR UPDATE";
    private static final String SAVE_ORDER =
            "UPDATE t_order_payments SET cancelled = ?, paid_by = ? WHERE order_id = ?";
    private static final String SAVE = """
        INSERT INTO t_payment (order_id, number, amount_minor, currency, status, version, epoch, changed_at, provider_url,
          void_pending, refund_id, refund_minor, refund_currency, refund_attempt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (order_id, number) DO UPDATE SET
          status_since = CASE t_payment.status WHEN excluded.status THEN t_payment.status_since ELSE now() END,
          status = excluded.status, version = excluded.version, epoch = excluded.epoch,
          changed_at = excluded.changed_at, provider_url = excluded.provider_url, void_pending = excluded.void_pending,
          refund_id = excluded.refund_id, refund_minor = excluded.refund_minor,
          refund_currency = excluded.refund_currency, refund_attempt = excluded.refund_attempt
        """;

    /** Creates the rows of orders that have none, by order id with the id of their user. */
    public void create(Transaction transaction, Map<Long, Long> users) throws SQLException {
        List<Map.Entry<Long, Long>> rows = List.copyOf(users.entrySet());
        try (PreparedStatement insert = transaction.prepare(CREATE)) {
            insert.setObject(1, Columns.longs(rows, Map.Entry::getKey));
            insert.setObject(2, Columns.longs(rows, Map.Entry::getValue));
            insert.executeUpdate();
        }
    }

    /** By order id. Locks the rows until the transaction ends; orders without a row are absent. */
    public Map<Long, OrderPayments> lock(Transaction transaction, Collection<Long> orderIds) throws SQLException {
        Map<Long, OrderPayments> locked = new HashMap<>();
        try (PreparedStatement select = transaction.prepare(LOCK)) {
            select.setObject(1, Columns.longs(orderIds, id -> id));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    OrderPayments order = order(rows);
                    locked.put(order.orderId(), order);
                }
            }
        }
        // A second statement: the first one may have waited for the lock, and saw the payments of before.
        payments(transaction, locked.keySet())
                .forEach((id, payments) -> locked.computeIfPresent(id, (_, order) -> with(order, payments)));
        return locked;
    }

    private static Map<Long, List<Payment>> payments(Transaction transaction, Collection<Long> orderIds)
            throws SQLException {
        Map<Long, List<Payment>> payments = new HashMap<>();
        try (PreparedStatement select =
                transaction.prepare(PaymentRow.SELECT + " WHERE order_id = ANY(?) ORDER BY order_id, number")) {
            select.setObject(1, Columns.longs(orderIds, id -> id));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    payments.computeIfAbsent(rows.getLong("order_id"), _ -> new ArrayList<>())
                            .add(PaymentRow.read(rows));
                }
            }
        }
        return payments;
    }

    private static OrderPayments order(ResultSet row) throws SQLException {
        long orderId = row.getLong("order_id");
        int paidBy = row.getInt("paid_by");
        return new OrderPayments(
                orderId,
                row.getLong("user_id"),
                row.getBoolean("cancelled"),
                paidBy == 0 ? Optional.empty() : Optional.of(new PaymentId(orderId, paidBy)),
                List.of());
    }

    private static OrderPayments with(OrderPayments order, List<Payment> payments) {
        return new OrderPayments(order.orderId(), order.userId(), order.cancelled(), order.paidBy(), payments);
    }

    /** Saves what has changed of a locked order. */
    void save(Transaction transaction, OrderPayments before, OrderPayments after) throws SQLException {
        if (before.cancelled() != after.cancelled() || !before.paidBy().equals(after.paidBy())) {
            saveOrder(transaction, after);
        }
        try (PreparedStatement save = transaction.prepare(SAVE)) {
            for (Payment payment : after.payments()) {
                if (!before.find(payment.id()).equals(Optional.of(payment))) {
                    bind(save, payment);
                    save.addBatch();
                }
            }
            save.executeBatch();
        }
    }

    private static void saveOrder(Transaction transaction, OrderPayments order) throws SQLException {
        try (PreparedStatement save = transaction.prepare(SAVE_ORDER)) {
            save.setBoolean(1, order.cancelled());
            save.setObject(2, order.paidBy().map(PaymentId::number).orElse(null), Types.INTEGER);
            save.setLong(3, order.orderId());
            save.executeUpdate();
        }
    }

    private static void bind(PreparedStatement save, Payment payment) throws SQLException {
        save.setLong(1, payment.id().orderId());
        save.setInt(2, payment.id().number());
        save.setLong(3, payment.money().minor());
        save.setString(4, payment.money().currency());
        save.setString(5, payment.status().name());
        save.setInt(6, payment.version());
        save.setLong(7, payment.stamp().epoch());
        save.setObject(8, payment.stamp().at().atOffset(ZoneOffset.UTC));
        save.setString(9, payment.providerUrl().orElse(null));
        save.setBoolean(10, payment.voidPending());
        Optional<Refund> refund = payment.refund();
        save.setString(11, refund.map(Refund::id).orElse(null));
        save.setObject(12, refund.map(due -> due.money().minor()).orElse(null), Types.BIGINT);
        save.setString(13, refund.map(due -> due.money().currency()).orElse(null));
        save.setObject(14, refund.map(Refund::attempt).orElse(null), Types.INTEGER);
    }
}
