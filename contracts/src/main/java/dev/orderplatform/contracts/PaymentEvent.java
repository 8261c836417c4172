package dev.orderplatform.contracts;

/** A change of a payment, published by payment-service. The epoch is that of the order's slot. */
public sealed interface PaymentEvent extends Event
        permits PaymentCapturedEvent, PaymentDeclinedEvent, PaymentRefundedEvent {
    String AGGREGATE = "payment";

    /** {@code <orderId>-<n>}. */
    String paymentId();

    long orderId();

    /** In minor units of {@link #currency}; of a refund, the refund's amount. */
    long amountMinor();

    /** ISO 4217. */
    String currency();

    @Override
    default String aggregateType() {
        return AGGREGATE;
    }

    @Override
    default String aggregateId() {
        return paymentId();
    }

    @Override
    default String partitionKey() {
        return Long.toString(orderId());
    }
}
