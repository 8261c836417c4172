package dev.orderplatform.contracts;

import java.util.List;
import java.util.Optional;

/**
 * A change of a parcel, published by logistics-service. Each event carries the whole parcel: the newest one is its
 * present state. The epoch is that of the order's slot.
 */
public sealed interface ShipmentEvent extends Event
        permits ParcelBookedEvent, ParcelShippedEvent, ParcelDeliveredEvent, ParcelCancelledEvent, ParcelReturnedEvent {
    String AGGREGATE = "parcel";

    /** {@code <orderId>-<number>}. */
    String parcelId();

    long orderId();

    /** From 1. */
    int number();

    /** How many parcels the order has. */
    int of();

    /** Empty until the carrier has answered. */
    Optional<String> carrier();

    /** Empty until the carrier has answered. */
    Optional<String> trackingNumber();

    List<ParcelLine> lines();

    @Override
    default String aggregateType() {
        return AGGREGATE;
    }

    @Override
    default String aggregateId() {
        return parcelId();
    }

    @Override
    default String partitionKey() {
        return Long.toString(orderId());
    }
}
