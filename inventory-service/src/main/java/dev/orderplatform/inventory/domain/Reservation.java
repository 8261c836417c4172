package dev.orderplatform.inventory.domain;

import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockRejectedEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of an order's demand.
 *
 * @param rejection why it got nothing: present exactly when it is REJECTED
 * @param epoch of the order event that led to this status
 * @param at when it came into this status
 */
public record Reservation(
        long orderId, Status status, Demand demand, Optional<Rejection> rejection, long epoch, Instant at) {
    private static final int DECISION = 1;
    private static final int RELEASE = 2;

    /** Where a reservation stands. All but WAITING and RESERVED are final. */
    public enum Status {
        /** There is not enough here; other regions are being asked. Nothing is set aside. */
        WAITING,
        /** Every unit is set aside. */
        RESERVED,
        /** Nothing is set aside, for good. */
        REJECTED,
        /** Was reserved and is available again. */
        RELEASED,
        /** The order was cancelled before it got anything: it gets nothing when it comes. */
        TOMBSTONE
    }

    public Reservation {
        if (rejection.isPresent() != (status == Status.REJECTED)) {
            throw new IllegalArgumentException(status + " with rejection " + rejection);
        }
    }

    static Reservation waiting(long orderId, Demand demand, long epoch, Instant at) {
        return new Reservation(orderId, Status.WAITING, demand, Optional.empty(), epoch, at);
    }

    static Reservation reserved(long orderId, Demand demand, long epoch, Instant at) {
        return new Reservation(orderId, Status.RESERVED, demand, Optional.empty(), epoch, at);
    }

    static Reservation rejected(long orderId, Demand demand, Rejection why, long epoch, Instant at) {
        return new Reservation(orderId, Status.REJECTED, demand, Optional.of(why), epoch, at);
    }

    static Reservation tombstone(long orderId, long epoch, Instant at) {
        return new Reservation(orderId, Status.TOMBSTONE, Demand.UNSEEN, Optional.empty(), epoch, at);
    }

    Reservation release(long cancelledIn, Instant when) {
        if (!holdsStock()) {
            throw new IllegalStateException("order " + orderId + " is " + status + " and holds no stock");
        }
        return new Reservation(orderId, Status.RELEASED, demand, Optional.empty(), cancelledIn, when);
    }

    Reservation abandon(long cancelledIn, Instant when) {
        if (!isWaiting()) {
            throw new IllegalStateException("order " + orderId + " is " + status + " and waits for nothing");
        }
        return new Reservation(orderId, Status.TOMBSTONE, demand, Optional.empty(), cancelledIn, when);
    }

    public boolean isWaiting() {
        return status == Status.WAITING;
    }

    public boolean holdsStock() {
        return status == Status.RESERVED;
    }

    /** What the order is told when it asks for stock, the first time and again; nothing once it is cancelled. */
    public Optional<StockEvent> decision() {
        return switch (status) {
            case RESERVED -> Optional.of(new StockReservedEvent(orderId, DECISION, epoch, at));
            case REJECTED -> rejection.map(why -> new StockRejectedEvent(orderId, DECISION, epoch, at, why));
            case WAITING, RELEASED, TOMBSTONE -> Optional.empty();
        };
    }

    /** What the order is told when it gives its stock back, the first time and again; nothing if it never had any. */
    public Optional<StockEvent> release() {
        return status == Status.RELEASED
                ? Optional.of(new StockReleasedEvent(orderId, RELEASE, epoch, at))
                : Optional.empty();
    }
}
