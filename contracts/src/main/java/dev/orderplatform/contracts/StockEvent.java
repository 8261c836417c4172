package dev.orderplatform.contracts;

/**
 * inventory-service's reply to an order: version 1 reserves or rejects, version 2 releases. The epoch is that of the
 * order event it replies to.
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
