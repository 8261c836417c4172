package dev.orderplatform.inventory.domain;

import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockRejectedEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of an order's demand.
 *
 * @param rejection present if and only if REJECTED
 * @param epoch of the order event that caused this status
 * @param at when it entered this status
 */
public record Reservation(
        long orderId, Status status, Demand demand, Optional<Rejection> rejection, long epoch, Instant at) {
    private static final int DECISION = 1;
    private static final int RELEASE = 2;

    /** All but WAITING, RESERVED and SOLD are final. */
    public enum Status {
        /** Local stock is insufficient and is being replenished from other regions. Nothing is reserved. */
        WAITING,
        /** All units are reserved. */
        RESERVED,
        /** Nothing is reserved. Final. */
        REJECTED,
        /** The order was cancelled: the units are available again. */
        RELEASED,
        /** The order is paid: its units are sold. */
        SOLD,
        /** The paid order is refunded: its units are available again. */
        RETURNED,
        /** The order was cancelled before it was reserved. A later OrderCreated reserves nothing. */
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
        return new Reservation(orderId, Status.TOMBSTONE, Demand.UNKNOWN, Optional.empty(), epoch, at);
    }

    Reservation release(long cancelledIn, Instant when) {
        if (!isReserved()) {
            throw new IllegalStateException("order " + orderId + " is " + status + " and not RESERVED");
        }
        return new Reservation(orderId, Status.RELEASED, demand, Optional.empty(), cancelledIn, when);
    }

    Reservation sell(long paidIn, Instant when) {
        if (!isReserved()) {
            throw new IllegalStateException("order " + orderId + " is paid, but " + status);
        }
        return new Reservation(orderId, Status.SOLD, demand, Optional.empty(), paidIn, when);
    }

    Reservation giveBack(long refundedIn, Instant when) {
        if (!holdsStock()) {
            throw new IllegalStateException("order " + orderId + " is refunded, but " + status);
        }
        return new Reservation(orderId, Status.RETURNED, demand, Optional.empty(), refundedIn, when);
    }

    Reservation abandon(long cancelledIn, Instant when) {
        if (!isWaiting()) {
            throw new IllegalStateException("order " + orderId + " is " + status + " and not WAITING");
        }
        return new Reservation(orderId, Status.TOMBSTONE, demand, Optional.empty(), cancelledIn, when);
    }

    public boolean isWaiting() {
        return status == Status.WAITING;
    }

    boolean isReserved() {
        return status == Status.RESERVED;
    }

    boolean isSold() {
        return status == Status.SOLD;
    }

    /** Whether its units are reserved or sold. */
    public boolean holdsStock() {
        return isReserved() || isSold();
    }

    /** The reply to OrderCreated, also to a redelivered one; empty while waiting, and once cancelled or paid. */
    public Optional<StockEvent> decision() {
        return switch (status) {
            case RESERVED -> Optional.of(new StockReservedEvent(orderId, DECISION, epoch, at));
            case REJECTED -> rejection.map(why -> new StockRejectedEvent(orderId, DECISION, epoch, at, why));
            case WAITING, RELEASED, SOLD, RETURNED, TOMBSTONE -> Optional.empty();
        };
    }

    /** The reply to OrderCancelled, also to a redelivered one; empty if nothing was reserved. */
    public Optional<StockEvent> release() {
        return status == Status.RELEASED
                ? Optional.of(new StockReleasedEvent(orderId, RELEASE, epoch, at))
                : Optional.empty();
    }
}
