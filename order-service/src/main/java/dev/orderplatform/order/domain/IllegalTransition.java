package dev.orderplatform.order.domain;

/** An order was told to go where its state doesn't lead. */
public final class IllegalTransition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalTransition(long orderId, Status from, Status to) {
        super("order " + orderId + " is " + from + " and can't become " + to);
    }
}
