package dev.orderplatform.payment.jdbc;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.Work;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change of an order's payments. What has to be published and done follows from the difference.
 *
 * @param before as it is stored, and locked
 * @param traceparent of what caused it
 */
public record PaymentChange(OrderPayments before, OrderPayments after, Optional<String> traceparent) {

    List<EventMessage> events() {
        return after.payments().stream()
                .filter(payment -> payment.version()
                        > before(payment).map(Payment::version).orElse(0))
                .flatMap(payment -> payment.event().stream())
                .map(event -> EventMessage.of(event, traceparent))
                .toList();
    }

    /** What is to be done now and was not before. */
    Stream<PaymentWork> added() {
        return work(after).filter(due -> work(before).noneMatch(due::equals));
    }

    /** What was to be done before, and not now. */
    Stream<PaymentWork> ended() {
        return work(before).filter(due -> work(after).noneMatch(due::hasSameTask));
    }

    private Optional<Payment> before(Payment payment) {
        return before.find(payment.id());
    }

    private static Stream<PaymentWork> work(OrderPayments order) {
        return order.payments().stream()
                .flatMap(payment -> payment.work().stream()
                        .map(work -> new PaymentWork(payment.id().toString(), work)));
    }

    /** Work on a payment; one task does all work of a kind. */
    record PaymentWork(String paymentId, Work work) {

        boolean hasSameTask(PaymentWork other) {
            return paymentId.equals(other.paymentId) && work.kind() == other.work.kind();
        }
    }
}
