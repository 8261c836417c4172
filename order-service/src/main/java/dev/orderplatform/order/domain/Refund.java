package dev.orderplatform.order.domain;

/**
 * The refund of an order: at most one, of the whole payment.
 *
 * @param id derived from the order, so that a repeated request is the same refund
 * @param paymentId the payment to be paid back
 */
public record Refund(String id, String paymentId, Money amount, RefundReason reason) {
    static Refund of(long orderId, String paymentId, Money amount, RefundReason reason) {
        return new Refund(orderId + "-refund", paymentId, amount, reason);
    }
}
