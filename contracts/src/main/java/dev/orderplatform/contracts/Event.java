package dev.orderplatform.contracts;

import java.time.Instant;

/**
 * Something that happened to one order. Events of one order and one stream are numbered without gaps, so an event's id
 * follows from what it says and never changes, however often it is sent.
 */
public sealed interface Event permits OrderEvent, StockEvent {

    /** Key of the event on its topic: all events of an order share a partition. */
    long orderId();

    /** Position among the events of this order in this event's stream, from 1. */
    int version();

    /** When it happened, by the clock of the service that says so. */
    Instant at();

    /** The stream that numbers this event, also the first part of its id. */
    Stream stream();

    /** Globally unique and stable: {@code order-<orderId>-<version>} or {@code stock-<orderId>-<version>}. */
    default String id() {
        return stream().eventId(orderId(), version());
    }

    /** The type's name as it stands in {@code ce_type}. */
    default String type() {
        return getClass().getSimpleName();
    }
}
