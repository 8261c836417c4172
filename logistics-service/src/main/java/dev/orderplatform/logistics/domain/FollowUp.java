package dev.orderplatform.logistics.domain;

import static dev.orderplatform.logistics.domain.ParcelStatus.BOOKED;
import static dev.orderplatform.logistics.domain.ParcelStatus.CANCELLED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Follows a parcel up with the carrier: what to ask next, and what the answer changes, depends on its present state
 * only.
 *
 * @param refunded whether a refund of its order was requested
 * @param unchanged time since the parcel's last change
 * @param waiting its callbacks that wait for the carrier's answer
 */
public record FollowUp(Parcel parcel, boolean refunded, Duration unchanged, List<WaitingCallback> waiting) {

    public FollowUp {
        waiting = List.copyOf(waiting);
    }

    /** Whether there is something to ask. */
    public boolean isOpen() {
        return parcel.isOpen() || !waiting.isEmpty();
    }

    /** Makes the call that is due. Empty if the carrier does not know the parcel. */
    public Optional<CarrierParcel> ask(Carrier carrier) {
        return switch (parcel.status()) {
            case BOOKED -> refunded ? cancel(carrier) : bookOrFind(carrier);
            case CANCELLED -> cancel(carrier);
            case SHIPPED, DELIVERED, RETURNED -> carrier.find(parcel.id());
        };
    }

    private Optional<CarrierParcel> bookOrFind(Carrier carrier) {
        return parcel.booking().isPresent() ? carrier.find(parcel.id()) : Optional.of(carrier.book(parcel));
    }

    // A booking whose outcome is unknown is looked up first: there may be nothing to cancel.
    private Optional<CarrierParcel> cancel(Carrier carrier) {
        if (parcel.booking().isEmpty()) {
            Optional<CarrierParcel> known = carrier.find(parcel.id());
            if (known.isEmpty() || known.get().status() != BOOKED) {
                return known;
            }
        }
        return carrier.cancel(parcel.id());
    }

    /** The changes that follow from the answer, in sequence. */
    public List<Parcel> changes(Optional<CarrierParcel> answer, EventStamp now) {
        if (answer.isPresent()) {
            return parcel.follow(answer.get(), now);
        }
        return refunded ? parcel.proceedTo(CANCELLED, now) : List.of();
    }

    /** The follow-up after these changes and with the waiting callbacks settled. */
    public FollowUp after(List<Parcel> changes) {
        return changes.isEmpty()
                ? new FollowUp(parcel, refunded, unchanged, List.of())
                : new FollowUp(changes.getLast(), refunded, Duration.ZERO, List.of());
    }

    /**
     * How long to wait before the next question; empty if the parcel has ended.
     *
     * @param isKnown whether the carrier knew the parcel
     */
    public Optional<Duration> pause(boolean isKnown, PollIntervals intervals) {
        if (!parcel.isOpen()) {
            return Optional.empty();
        }
        return switch (parcel.status()) {
            case BOOKED, SHIPPED -> Optional.of(intervals.after(unchanged));
            case CANCELLED -> pauseAfterCancel(isKnown, intervals);
            // Reported by a callback, but the carrier does not know its booking.
            case DELIVERED, RETURNED -> Optional.empty();
        };
    }

    // The carrier did not know the parcel. Its booking may have been on its way, so it is looked up once more.
    private Optional<Duration> pauseAfterCancel(boolean isKnown, PollIntervals intervals) {
        if (isKnown) {
            return Optional.of(Duration.ZERO);
        }
        return unchanged.compareTo(intervals.recheck()) < 0 ? Optional.of(intervals.recheck()) : Optional.empty();
    }
}
