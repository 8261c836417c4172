package dev.orderplatform.payment.starting;

/**
 * A request for a payment.
 *
 * @param key unique among the user's requests; a repeat gets the same payment
 */
public record PaymentRequest(long userId, String key, long orderId, String traceparent) {}
