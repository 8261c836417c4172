package dev.orderplatform.payment.domain;

/**
 * What is left to do at the provider.
 *
 * @param number distinguishes work of the same kind that follows one another, such as the attempts of a refund
 */
public record Work(Kind kind, int number) {

    /** Which part of the provider's interface the work is about. */
    public enum Kind {
        /** Register the intent, ask what became of it, or void it. */
        INTENT,
        /** Execute the refund, or ask what became of it. */
        REFUND
    }
}
