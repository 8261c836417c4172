package dev.orderplatform.order.domain;

/** There is no such order, or the caller may not see it. Responses do not reveal which. */
public final class OrderNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OrderNotFound() {
        super("no such order", null, false, false);
    }
}
