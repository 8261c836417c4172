package dev.orderplatform.payment.domain;

/** The payment's state does not allow the transition. */
public final class IllegalTransition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalTransition(PaymentId payment, Status status, String transition) {
        super("payment " + payment + " is " + status + ": " + transition + " is not possible");
    }
}
