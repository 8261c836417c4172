package dev.orderplatform.payment.starting;

import org.jspecify.annotations.Nullable;

/** order-service did not answer. */
public final class OrdersUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OrdersUnavailable(@Nullable String message) {
        super(message, null, false, false);
    }
}
