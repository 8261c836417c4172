package dev.orderplatform.contracts;

/** What happens to an order. */
public sealed interface OrderEvent extends Event
        permits OrderCreatedEvent, OrderConfirmedEvent, OrderRejectedEvent, OrderCancelledEvent {

    /** Whose order it is. */
    long userId();

    @Override
    default Stream stream() {
        return Stream.ORDER;
    }
}
