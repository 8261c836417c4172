package dev.orderplatform.contracts;

/**
 * What happens to the stock that an order asked for, published by inventory-service: version 1 decides, 2 releases. The
 * epoch is that of the order event which it answers.
 */
public sealed interface StockEvent extends Event permits StockReservedEvent, StockRejectedEvent, StockReleasedEvent {
    String AGGREGATE = "stock";

    long orderId();

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
