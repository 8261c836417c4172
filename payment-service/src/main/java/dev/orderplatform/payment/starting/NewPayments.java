package dev.orderplatform.payment.starting;

import dev.orderplatform.payment.domain.Money;
import java.util.Optional;

/** Stores payments. Blocking. */
public interface NewPayments {

    /** The answer to a repeat; empty if the key is new. */
    Optional<PaymentStart> earlier(PaymentRequest request);

    /** Stores a payment and the request's key, or refuses and stores neither. */
    PaymentStart store(PaymentRequest request, Money total);
}
