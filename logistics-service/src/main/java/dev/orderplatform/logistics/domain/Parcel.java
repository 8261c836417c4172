package dev.orderplatform.logistics.domain;

import static dev.orderplatform.logistics.domain.ParcelStatus.BOOKED;
import static dev.orderplatform.logistics.domain.ParcelStatus.CANCELLED;
import static dev.orderplatform.logistics.domain.ParcelStatus.RETURNED;
import static dev.orderplatform.logistics.domain.ParcelStatus.SHIPPED;

import dev.orderplatform.contracts.ParcelBookedEvent;
import dev.orderplatform.contracts.ParcelCancelledEvent;
import dev.orderplatform.contracts.ParcelDeliveredEvent;
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.contracts.ParcelReturnedEvent;
import dev.orderplatform.contracts.ParcelShippedEvent;
import dev.orderplatform.contracts.ShipmentEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A parcel.
 *
 * @param of how many parcels the order has
 * @param booking empty until the carrier has answered
 * @param version grows by one with each change, from 1
 * @param epoch of the last change
 * @param at time of the last change
 */
public record Parcel(
        ParcelId id,
        int of,
        List<ParcelLine> lines,
        ParcelStatus status,
        Optional<Booking> booking,
        int version,
        long epoch,
        Instant at) {

    public Parcel {
        lines = List.copyOf(lines);
        if (id.number() > of || version < 1 || epoch < 1) {
            throw new IllegalArgumentException(
                    "parcel " + id + " of " + of + " can't have version " + version + " and epoch " + epoch);
        }
    }

    static Parcel booked(ParcelId id, int of, List<ParcelLine> lines, EventStamp now) {
        return new Parcel(id, of, lines, BOOKED, Optional.empty(), 1, now.epoch(), now.at());
    }

    /** Whether the carrier may still have something to say that must be asked for. */
    public boolean isOpen() {
        return booking.isEmpty() || status == BOOKED || status == SHIPPED;
    }

    /** Whether it has been what the carrier reports: each status includes those that lead to it. */
    public boolean hasBeen(ParcelStatus reported) {
        return status.compareTo(reported) >= 0;
    }

    /** Whether only the carrier's answer can tell if this report is true. */
    public boolean isContradictedBy(ParcelStatus reported) {
        return status == CANCELLED || status == BOOKED && reported == RETURNED;
    }

    /**
     * The changes that lead to a status that the carrier reports, in sequence: what was delivered was shipped before.
     * None if it has been there already.
     */
    public List<Parcel> proceedTo(ParcelStatus reported, EventStamp now) {
        if (hasBeen(reported)) {
            return List.of();
        }
        if (hasBeen(SHIPPED) || reported.compareTo(SHIPPED) <= 0) {
            return List.of(with(reported, now));
        }
        Parcel shipped = with(SHIPPED, now);
        return List.of(shipped, shipped.with(reported, now));
    }

    /**
     * The changes that follow from the carrier's answer, in sequence. The answer may be older than what a callback has
     * reported since, so it never leads back.
     */
    public List<Parcel> follow(CarrierParcel answer, EventStamp now) {
        if (status == CANCELLED && answer.status() == BOOKED) {
            return List.of(); // a booking that was on its way; it must be cancelled before its answer counts
        }
        Parcel known = booking.isPresent() ? this : with(answer.booking());
        List<Parcel> changes = known.proceedTo(answer.status(), now);
        return changes.isEmpty() && booking.isEmpty() ? List.of(known.with(status, now)) : changes;
    }

    private Parcel with(Booking answer) {
        return new Parcel(id, of, lines, status, Optional.of(answer), version, epoch, at);
    }

    private Parcel with(ParcelStatus next, EventStamp now) {
        return new Parcel(id, of, lines, next, booking, version + 1, now.epoch(), now.at());
    }

    /** The event that publishes the parcel as it is now. */
    public ShipmentEvent event() {
        String parcelId = id.toString();
        long orderId = id.orderId();
        int number = id.number();
        Optional<String> carrier = booking.map(Booking::carrier);
        Optional<String> tracking = booking.map(Booking::trackingNumber);
        return switch (status) {
            case BOOKED ->
                new ParcelBookedEvent(parcelId, orderId, version, epoch, at, number, of, carrier, tracking, lines);
            case CANCELLED ->
                new ParcelCancelledEvent(parcelId, orderId, version, epoch, at, number, of, carrier, tracking, lines);
            case SHIPPED ->
                new ParcelShippedEvent(parcelId, orderId, version, epoch, at, number, of, carrier, tracking, lines);
            case DELIVERED ->
                new ParcelDeliveredEvent(parcelId, orderId, version, epoch, at, number, of, carrier, tracking, lines);
            case RETURNED ->
                new ParcelReturnedEvent(parcelId, orderId, version, epoch, at, number, of, carrier, tracking, lines);
        };
    }
}
