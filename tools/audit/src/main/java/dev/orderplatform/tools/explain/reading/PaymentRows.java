package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.tools.explain.evidence.PaymentEvidence.Payment;
import java.util.List;

/** Reads payment-service's rows. */
final class PaymentRows {

    private static final String PAYMENTS = """
        SELECT p.*, o.paid_by = p.number AS pays, (
          SELECT min(k.created_at) FROM t_payment_key k
          WHERE k.user_id = o.user_id AND k.order_id = p.order_id AND k.number = p.number) AS started_at
        FROM t_payment p JOIN t_order_payments o USING (order_id) WHERE p.order_id = %d ORDER BY p.number
        """;

    private PaymentRows() {}

    static List<Payment> payments(ReadOnlyDatabase database, long orderId) {
        return Row.of(database, PAYMENTS.formatted(orderId)).stream()
                .map(PaymentRows::payment)
                .toList();
    }

    private static Payment payment(Row row) {
        return new Payment(
                row.text("payment_id"),
                row.text("status"),
                row.number("amount_minor"),
                row.text("currency"),
                row.count("version"),
                row.number("epoch"),
                row.instant("changed_at"),
                row.findInstant("started_at"),
                row.find("provider_url").isPresent(),
                row.is("void_pending"),
                row.is("pays"),
                row.find("refund_id"),
                row.count("refund_attempt"));
    }
}
