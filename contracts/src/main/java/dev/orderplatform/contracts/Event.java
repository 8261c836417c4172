package dev.orderplatform.contracts;

import java.time.Instant;

/**
 * A change of one aggregate, published by the service that owns it. {@code docs/events.md} describes the envelope. Each
 * publisher has a sealed family of its own.
 */
public interface Event {
    /** What has changed: lower-case letters and underscores. */
    String aggregateType();

    /** Unique within its type. */
    String aggregateId();

    /** Epoch of the ownership when the change was made. */
    long epoch();

    /** Position in the aggregate's sequence of events: from 1, without gaps. */
    int version();

    /**
     * Kafka record key: events with the same key stay in sequence. The order id for everything that concerns an order.
     */
    String partitionKey();

    /** When it happened, by the publisher's clock. */
    Instant at();

    /** Derived from the change, so that publishing the event again keeps its id. */
    default EventId id() {
        return new EventId(aggregateType(), aggregateId(), epoch(), version());
    }

    /** The value of the {@code ce_type} header. */
    default String type() {
        return getClass().getSimpleName();
    }
}
