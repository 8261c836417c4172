package dev.orderplatform.payment.domain;

import java.util.Optional;

/** Finds a payment. */
public interface FindPayment {

    /** Empty if there is none, or if it belongs to another user. Blocking. */
    Optional<Payment> of(long userId, PaymentId id);
}
