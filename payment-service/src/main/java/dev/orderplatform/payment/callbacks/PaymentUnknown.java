package dev.orderplatform.payment.callbacks;

/** The callback is about a payment that does not exist. */
public final class PaymentUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PaymentUnknown() {
        super("there is no such payment", null, false, false);
    }
}
