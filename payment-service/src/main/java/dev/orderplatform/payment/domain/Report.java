package dev.orderplatform.payment.domain;

/** What the provider says about a payment, in a callback or when it is asked. */
public sealed interface Report {

    /** @param money what was really captured */
    record Captured(Money money) implements Report {}

    record Declined() implements Report {}

    /** No money will move. Only an answer, never a callback. */
    record Voided() implements Report {}

    record RefundSucceeded(String refundId, int attempt, Money money) implements Report {}

    record RefundFailed(String refundId, int attempt) implements Report {}
}
