package dev.orderplatform.payment.jdbc;

import dev.orderplatform.payment.domain.FindPayment;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
final class StoredPayments implements FindPayment {
    private static final String OF_USER =
            " WHERE order_id = ? AND number = ? AND EXISTS (SELECT FROM t_order_payments o"
                    + " WHERE o.order_id = t_payment.order_id AND o.user_id = ?)";

    private final DataSource database;

    StoredPayments(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Payment> of(long userId, PaymentId id) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(PaymentRow.SELECT + OF_USER)) {
                select.setLong(1, id.orderId());
                select.setInt(2, id.number());
                select.setLong(3, userId);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(PaymentRow.read(rows)) : Optional.empty();
                }
            }
        });
    }
}
