package dev.orderplatform.payment.starting;

/** order-service did not answer. */
public final class OrdersUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OrdersUnavailable(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
