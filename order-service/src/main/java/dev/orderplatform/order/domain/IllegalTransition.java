package dev.orderplatform.order.domain;

/** A transition was requested that the order's state does not allow, or not yet. */
public final class IllegalTransition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean tooEarly;

    IllegalTransition(long orderId, Status from, Transition transition) {
        super("order " + orderId + " is " + from + " and can't become " + transition.target()
                + (transition.mayFollow(from) ? " yet" : ""));
        this.tooEarly = transition.mayFollow(from);
    }

    /** One that no later state will allow. */
    IllegalTransition(long orderId, String refusal) {
        super("order " + orderId + ": " + refusal);
        this.tooEarly = false;
    }

    /** Whether the transition may be legal later; otherwise it never will be. */
    public boolean isTooEarly() {
        return tooEarly;
    }
}
