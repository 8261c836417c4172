package dev.orderplatform.order.domain;

import dev.orderplatform.contracts.ParcelBookedEvent;
import dev.orderplatform.contracts.ParcelCancelledEvent;
import dev.orderplatform.contracts.ParcelDeliveredEvent;
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.contracts.ParcelReturnedEvent;
import dev.orderplatform.contracts.ParcelShippedEvent;
import dev.orderplatform.contracts.ShipmentEvent;
import java.util.List;
import java.util.Optional;

/**
 * A parcel of an order, as logistics-service last described it.
 *
 * @param number from 1
 * @param of how many parcels the order has
 * @param carrier empty until the carrier has answered, like the tracking number
 * @param epoch of the event that described it; with the version, it tells which description is newer
 */
public record Parcel(
        long orderId,
        int number,
        int of,
        ParcelStatus status,
        Optional<String> carrier,
        Optional<String> trackingNumber,
        List<ParcelLine> lines,
        long epoch,
        int version) {
    public Parcel {
        lines = List.copyOf(lines);
    }

    public static Parcel of(ShipmentEvent event) {
        return new Parcel(
                event.orderId(),
                event.number(),
                event.of(),
                statusAfter(event),
                event.carrier(),
                event.trackingNumber(),
                event.lines(),
                event.epoch(),
                event.version());
    }

    public String id() {
        return orderId + "-" + number;
    }

    /** Whether it was described later than another description of the same parcel. */
    public boolean isNewerThan(Parcel other) {
        return epoch > other.epoch || (epoch == other.epoch && version > other.version);
    }

    private static ParcelStatus statusAfter(ShipmentEvent event) {
        return switch (event) {
            case ParcelBookedEvent _ -> ParcelStatus.BOOKED;
            case ParcelShippedEvent _ -> ParcelStatus.SHIPPED;
            case ParcelDeliveredEvent _ -> ParcelStatus.DELIVERED;
            case ParcelCancelledEvent _ -> ParcelStatus.CANCELLED;
            case ParcelReturnedEvent _ -> ParcelStatus.RETURNED;
        };
    }
}
