package dev.orderplatform.payment.domain;

/**
 * A refund of a payment.
 *
 * @param id given by the requester: order-service, or payment-service itself
 * @param attempt from 1; grows each time the provider reports that the refund has failed
 */
public record Refund(String id, Money money, int attempt) {

    public Refund {
        if (id.isEmpty() || attempt < 1) {
            throw new IllegalArgumentException("a refund needs an id and an attempt of 1 or more, got " + attempt);
        }
    }

    /** A refund that nobody has tried yet. */
    public static Refund first(String id, Money money) {
        return new Refund(id, money, 1);
    }

    Refund after(int failedAttempt) {
        return new Refund(id, money, failedAttempt + 1);
    }

    Refund of(Money other) {
        return new Refund(id, other, attempt);
    }
}
