package dev.orderplatform.contracts;

/** A change of an order, published by order-service. The event's version is the order's version. */
public sealed interface OrderEvent extends Event
        permits OrderCreatedEvent,
                OrderConfirmedEvent,
                OrderRejectedEvent,
                OrderCancelledEvent,
                OrderPaidEvent,
                OrderShippedEvent,
                OrderDeliveredEvent,
                OrderRefundRequestedEvent,
                OrderRefundedEvent {
    String AGGREGATE = "order";

    long orderId();

    /** The user who placed the order. */
    long userId();

    /** The region that made the change, as owner of the order's slot. */
    String region();

    @Override
    default String aggregateType() {
        return AGGREGATE;
    }

    @Override
    default String aggregateId() {
        return Long.toString(orderId());
    }

    @Override
    default String partitionKey() {
        return Long.toString(orderId());
    }
}
