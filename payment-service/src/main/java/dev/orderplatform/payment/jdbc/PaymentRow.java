package dev.orderplatform.payment.jdbc;

import dev.orderplatform.payment.domain.EventStamp;
import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Refund;
import dev.orderplatform.payment.domain.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads rows of t_payment. */
final class PaymentRow {
    static final String SELECT = "SELECT order_id, number, amount_minor, currency, status, version, epoch, changed_at,"
            + " provider_url, void_pending, refund_id, refund_minor, refund_currency, refund_attempt FROM t_payment";

    private PaymentRow() {}

    static Payment read(ResultSet row) throws SQLException {
        return new Payment(
                new PaymentId(row.getLong("order_id"), row.getInt("number")),
                new Money(row.getLong("amount_minor"), row.getString("currency")),
                Status.valueOf(row.getString("status")),
                row.getInt("version"),
                new EventStamp(
                        row.getLong("epoch"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()),
                Optional.ofNullable(row.getString("provider_url")),
                row.getBoolean("void_pending"),
                refund(row));
    }

    private static Optional<Refund> refund(ResultSet row) throws SQLException {
        String id = row.getString("refund_id");
        return id == null
                ? Optional.empty()
                : Optional.of(new Refund(
                        id,
                        new Money(row.getLong("refund_minor"), row.getString("refund_currency")),
                        row.getInt("refund_attempt")));
    }
}
