package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.PaymentEvidence.Payment;
import java.util.Optional;
import java.util.stream.Stream;

/** A REFUND_PENDING order waits for payment-service, the provider, and the event of the refund. */
final class WaitsForRefund implements Finder {

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        return order.payment().payments().stream()
                .filter(payment -> payment.refundId().isPresent()
                        && payment.refundId().equals(order.order().refundId()))
                .findFirst()
                .map(payment -> refund(order, payment))
                .orElseGet(() -> OrderEvents.last(order)
                        .flatMap(requested -> Delivery.missing(order, requested, "payment-service")))
                .stream();
    }

    private static Optional<Cause> refund(OrderEvidence order, Payment payment) {
        if (payment.is("REFUNDED")) {
            return Delivery.missing(order, payment.event("PaymentRefundedEvent"), "order-payments");
        }
        var subject = "refund %s of payment %s is not executed at the provider (attempt %d)"
                .formatted(payment.refundId().orElse(""), payment.id(), payment.refundAttempt());
        return Optional.of(WaitsForPayment.waits(order, subject, order.payment().task("refund", payment.id())));
    }
}
