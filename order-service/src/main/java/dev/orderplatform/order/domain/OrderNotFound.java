package dev.orderplatform.order.domain;

/** There is no such order, or none that the caller may know of: the two look the same from outside. */
public final class OrderNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OrderNotFound() {
        super("no such order", null, false, false);
    }
}
