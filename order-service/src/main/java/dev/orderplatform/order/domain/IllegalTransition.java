package dev.orderplatform.order.domain;

/** An order was told to go where its state doesn't lead, or doesn't lead yet. */
public final class IllegalTransition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean tooEarly;

    IllegalTransition(long orderId, Status from, Status to, boolean tooEarly) {
        super("order " + orderId + " is " + from + " and can't become " + to + (tooEarly ? " yet" : ""));
        this.tooEarly = tooEarly;
    }

    /** Whether the step may be legal later; otherwise the order is past it. */
    public boolean isTooEarly() {
        return tooEarly;
    }
}
