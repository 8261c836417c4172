package dev.orderplatform.contracts;

import java.time.Instant;

/**
 * A change of one aggregate, published by the service that owns it. {@code docs/events.md} describes the envelope. Each
 * publisher has a sealed family of its own.
 */
public interface Event {
    /** What has changed: lower-case letters and underscores. */
    String aggregateType();

    /** Which one, unique within its type. */
    String aggregateId();

    /** Epoch of the ownership under which the change was made. */
    long epoch();

    /** Position among the aggregate's events, from 1, without gaps. */
    int version();

    /** Events of one key keep their order; the order id for everything that concerns an order. */
    String partitionKey();

    /** When it happened, by the publisher's clock. */
    Instant at();

    /** Follows from the change, so it stays the same however often the event is published. */
    default EventId id() {
        return new EventId(aggregateType(), aggregateId(), epoch(), version());
    }

    /** The type's name as it stands in {@code ce_type}. */
    default String type() {
        return getClass().getSimpleName();
    }
}
