package dev.orderplatform.payment.domain;

/** What a callback means for a payment in its present state. */
public enum Reaction {
    /** It causes a transition. */
    APPLY,
    /** It reports what is known already. */
    IGNORE,
    /** It contradicts the present state, so the provider must confirm it first. */
    ASK_PROVIDER,
    /** It contradicts what the provider has confirmed. */
    DISCARD
}
