package dev.orderplatform.payment.starting;

import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Status;

/** The result of a request for a payment. */
public sealed interface PaymentStart {

    /** This request started it. */
    record Started(Payment payment) implements PaymentStart {}

    /** An earlier request with the same key and body started it. */
    record Repeated(Payment payment) implements PaymentStart {}

    /** There is no such order, or it is another user's. */
    record OrderNotFound() implements PaymentStart {}

    /** The order's status does not allow a payment. */
    record NotConfirmed(String status) implements PaymentStart {}

    /** The order has a payment that is PENDING or CAPTURED. */
    record AlreadyOpen(PaymentId open, Status status) implements PaymentStart {}

    /** The key belongs to a payment of another order. */
    record KeyReused() implements PaymentStart {}

    /** A request with this key is still in progress. */
    record KeyInUse() implements PaymentStart {}
}
