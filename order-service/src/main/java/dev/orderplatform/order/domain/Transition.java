package dev.orderplatform.order.domain;

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
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** The transitions of an accepted order: the source states, the target state, and the event. */
public enum Transition {
    CONFIRM(Status.CONFIRMED, OrderConfirmedEvent.class, EnumSet.of(Status.PENDING)) {
        @Override
        OrderEvent event(Order order, StatusChange change) {
            return new OrderConfirmedEvent(
                    order.id(),
                    order.userId(),
                    order.version(),
                    change.epoch(),
                    change.region(),
                    change.at(),
                    order.total().minor(),
                    order.total().currency(),
                    order.lines().asList());
        }
    },
    REJECT(Status.REJECTED, OrderRejectedEvent.class, EnumSet.of(Status.PENDING)) {
        @Override
        OrderEvent event(Order order, StatusChange change) {
            return new OrderRejectedEvent(
                    order.id(),
                    order.userId(),
                    order.version(),
                    change.epoch(),
                    change.region(),
                    change.at(),
                    order.rejection().orElseThrow(() -> new IllegalStateException("rejected without a reason")));
        }
    },
    CANCEL(Status.CANCELLED, OrderCancelledEvent.class, EnumSet.of(Status.PENDING, Status.CONFIRMED)) {
        @Override
        OrderEvent event(Order order, StatusChange change) {
            return new OrderCancelledEvent(
                    order.id(), order.userId(), order.version(), change.epoch(), change.region(), change.at());
        }
    },
    PAY(Status.PAID, OrderPaidEvent.class, EnumSet.of(Status.CONFIRMED)) {
        @Override
        OrderEvent event(Order order, StatusChange change) {
            return new OrderPaidEvent(
                    order.id(),
                    order.userId(),
                    order.version(),
                    change.epoch(),
                    change.region(),
                    change.at(),
                    order.total().minor(),
                    order.total().currency(),
                    order.lines().asList(),
                    order.paymentId().orElseThrow(() -> new IllegalStateException("paid without a payment")));
        }
    },
    SHIP(Status.SHIPPED, OrderShippedEvent.class, EnumSet.of(Status.PAID)) {
        @Override
        OrderEvent event(Order order, StatusChange change) {
            return new OrderShippedEvent(
                    order.id(), order.userId(), order.version(), change.epoch(), change.region(), change.at());
        }
    },
    DELIVER(Status.DELIVERED, OrderDeliveredEvent.class, EnumSet.of(Status.SHIPPED)) {
        @Override
        OrderEvent event(Order order, StatusChange change) {
            return new OrderDeliveredEvent(
                    order.id(), order.userId(), order.version(), change.epoch(), change.region(), change.at());
        }
    },
    /** Which of these states depends on the {@link RefundReason}. */
    REQUEST_REFUND(
            Status.REFUND_PENDING,
            OrderRefundRequestedEvent.class,
            EnumSet.of(Status.PAID, Status.SHIPPED, Status.CANCELLED)) {
        @Override
        OrderEvent event(Order order, StatusChange change) {
            Refund refund = refundOf(order);
            return new OrderRefundRequestedEvent(
                    order.id(),
                    order.userId(),
                    order.version(),
                    change.epoch(),
                    change.region(),
                    change.at(),
                    refund.id(),
                    refund.paymentId(),
                    refund.amount().minor(),
                    refund.amount().currency(),
                    refund.reason().name(),
                    order.lines().asList(),
                    refund.reason().returnsStock());
        }
    },
    REFUND(Status.REFUNDED, OrderRefundedEvent.class, EnumSet.of(Status.REFUND_PENDING)) {
        @Override
        OrderEvent event(Order order, StatusChange change) {
            Refund refund = refundOf(order);
            return new OrderRefundedEvent(
                    order.id(),
                    order.userId(),
                    order.version(),
                    change.epoch(),
                    change.region(),
                    change.at(),
                    refund.id(),
                    refund.amount().minor(),
                    refund.amount().currency());
        }
    };

    private final Status target;
    private final Class<? extends OrderEvent> eventType;
    private final Set<Status> sources;

    Transition(Status target, Class<? extends OrderEvent> eventType, Set<Status> sources) {
        this.target = target;
        this.eventType = eventType;
        this.sources = sources;
    }

    /**
     * The event of this transition.
     *
     * @param order as it is after the transition
     * @param change the entry of its history
     */
    abstract OrderEvent event(Order order, StatusChange change);

    private static Refund refundOf(Order order) {
        return order.refund().orElseThrow(() -> new IllegalStateException("refunded without a refund"));
    }

    Status target() {
        return target;
    }

    boolean isAllowedFrom(Status status) {
        return sources.contains(status);
    }

    /** Whether an order in this status may still reach one that allows the transition. */
    boolean mayFollow(Status status) {
        return sources.stream().anyMatch(source -> leads(status, source));
    }

    /** The transition that ends in this state. */
    static Transition to(Status status) {
        return Stream.of(values())
                .filter(transition -> transition.target == status)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no transition leads to " + status));
    }

    /** The status of an order after an event. */
    public static Status statusAfter(OrderEvent event) {
        if (event instanceof OrderCreatedEvent) {
            return Status.PENDING;
        }
        return Stream.of(values())
                .filter(transition -> transition.eventType.isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no transition has the event " + event.type()))
                .target;
    }

    // An order is accepted from UNDECIDED to PENDING; everything after that is a transition.
    private static boolean leads(Status from, Status to) {
        return to == Status.PENDING
                ? from == Status.UNDECIDED
                : Stream.of(values())
                        .filter(transition -> transition.target == to)
                        .flatMap(transition -> transition.sources.stream())
                        .anyMatch(source -> source == from || leads(from, source));
    }
}
