package dev.orderplatform.contracts;

/**
 * A change of the Sample of an order, published by sample-service. The event's version is the Sample's version, its epoch
 * that of the order event which caused the change.
 */
public sealed interface SampleEvent extends Event permits SampleRegisteredEvent, SampleWithdrawnEvent {
    String AGGREGATE = "sample";

    long orderId();

    /** The user who placed the order. */
    long userId();

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
