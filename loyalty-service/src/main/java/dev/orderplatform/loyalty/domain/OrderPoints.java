package dev.orderplatform.loyalty.domain;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderDeliveredEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.contracts.OrderRefundedEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.OrderShippedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one order has earned. It keeps what is known of the order's history; the points follow from that, in whatever order
 * the events arrive.
 *
 * @param points what the order earns; 0 until it is known to be paid
 * @param paid, delivered, refundRequested when the order became so; empty if that is not known, or never happened
 */
public record OrderPoints(
        long orderId,
        long userId,
        long points,
        Status status,
        Optional<EventStamp> paid,
        Optional<EventStamp> delivered,
        Optional<EventStamp> refundRequested) {
    /** Minor units of the order's currency that earn one point. */
    private static final long MINOR_UNITS = 100;

    /** Where the order's points are. */
    public enum Status {
        /** The order is not known to be paid. */
        NONE,
        PENDING,
        POSTED,
        /** Voided, or reversed. */
        VOIDED,
        /** Final. */
        EXPIRED
    }

    /** The new state, and the transfers that lead there. */
    public record Change(OrderPoints after, List<Transfer> transfers) {
        public Change {
            transfers = List.copyOf(transfers);
        }
    }

    /** Whether an event can concern points. */
    public static boolean isRelevant(OrderEvent event) {
        return switch (event) {
            case OrderPaidEvent _, OrderDeliveredEvent _, OrderRefundRequestedEvent _ -> true;
            case OrderCreatedEvent _,
                    OrderConfirmedEvent _,
                    OrderRejectedEvent _,
                    OrderCancelledEvent _,
                    OrderShippedEvent _,
                    OrderRefundedEvent _ -> false;
        };
    }

    /** An order of which nothing is known yet. */
    public static OrderPoints of(long orderId, long userId) {
        return new OrderPoints(orderId, userId, 0, Status.NONE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Applies an event. A late payment's refund request voids nothing, because its order was never paid here; it is kept all
     * the same, in case another epoch's owner had published a payment.
     */
    public Change after(OrderEvent event) {
        EventStamp stamp = EventStamp.of(event);
        OrderPoints known = switch (event) {
            case OrderPaidEvent order ->
                new OrderPoints(
                        orderId,
                        userId,
                        paid.isPresent() ? points : order.totalMinor() / MINOR_UNITS,
                        status,
                        stamp.unlessSupersededBy(paid),
                        delivered,
                        refundRequested);
            case OrderDeliveredEvent _ ->
                new OrderPoints(
                        orderId, userId, points, status, paid, stamp.unlessSupersededBy(delivered), refundRequested);
            case OrderRefundRequestedEvent _ ->
                new OrderPoints(
                        orderId, userId, points, status, paid, delivered, stamp.unlessSupersededBy(refundRequested));
            case OrderCreatedEvent _,
                    OrderConfirmedEvent _,
                    OrderRejectedEvent _,
                    OrderCancelledEvent _,
                    OrderShippedEvent _,
                    OrderRefundedEvent _ -> this;
        };
        return known.settle(event.id());
    }

    /**
     * Ends the validity of posted points.
     *
     * @param balance of the customer's POSTED account. Corrections may have left less than the order's points: no more than
     *     that expires
     */
    public Change expire(long balance) {
        if (status != Status.POSTED) {
            throw new IllegalStateException("points of order " + orderId + " are " + status + ", not POSTED");
        }
        long expiring = Math.clamp(balance, 0, points);
        return new Change(with(Status.EXPIRED), transfer(TransferKind.EXPIRED, id(delivered), expiring));
    }

    private Change settle(EventId cause) {
        Status due = due();
        if (status == Status.EXPIRED || status == due) {
            return new Change(this, List.of());
        }
        List<Transfer> transfers = new ArrayList<>(2);
        if (status != Status.PENDING) {
            transfers.addAll(reopen(cause, due));
        }
        if (due == Status.POSTED) {
            transfers.addAll(transfer(TransferKind.POSTED, id(delivered), points));
        } else if (due == Status.VOIDED && status != Status.POSTED) {
            transfers.addAll(transfer(TransferKind.VOIDED, id(refundRequested), points));
        }
        return new Change(with(due), transfers);
    }

    /** Makes the points pending, for the first time or as a correction; takes posted ones back first. */
    private List<Transfer> reopen(EventId cause, Status due) {
        List<Transfer> transfers = new ArrayList<>(2);
        if (status == Status.POSTED) {
            transfers.addAll(correction(TransferKind.REVERSED, cause));
        }
        if (status == Status.NONE) {
            transfers.addAll(transfer(TransferKind.PENDING, cause, points));
        } else if (due != Status.VOIDED) {
            transfers.addAll(correction(TransferKind.PENDING, cause));
        }
        return transfers;
    }

    private Status due() {
        if (paid.isEmpty()) {
            return Status.NONE;
        }
        Optional<EventStamp> delivery = delivered.filter(this::isAfterPayment);
        Optional<EventStamp> refund = refundRequested.filter(this::isAfterPayment);
        if (delivery.isPresent() && refund.isPresent()) {
            return delivery.get().supersedes(refund.get()) ? Status.POSTED : Status.VOIDED;
        }
        return delivery.isPresent() ? Status.POSTED : refund.isPresent() ? Status.VOIDED : Status.PENDING;
    }

    // If a later epoch's owner saw the order become paid, it did not know what an earlier one had made of it.
    private boolean isAfterPayment(EventStamp end) {
        return paid.filter(payment -> payment.epoch() > end.epoch()).isEmpty();
    }

    private OrderPoints with(Status now) {
        return new OrderPoints(orderId, userId, points, now, paid, delivered, refundRequested);
    }

    private EventId id(Optional<EventStamp> stamp) {
        return stamp.map(at -> new EventId(OrderEvent.AGGREGATE, Long.toString(orderId), at.epoch(), at.version()))
                .orElseThrow();
    }

    private List<Transfer> transfer(TransferKind kind, EventId cause, long amount) {
        return transfer(kind, cause, amount, Optional.empty());
    }

    private List<Transfer> correction(TransferKind kind, EventId cause) {
        return transfer(kind, cause, points, Optional.of("superseded by " + cause));
    }

    private List<Transfer> transfer(TransferKind kind, EventId cause, long amount, Optional<String> reason) {
        return amount == 0
                ? List.of()
                : List.of(new Transfer(Transfer.id(cause, kind), kind, userId, orderId, amount, reason));
    }
}
