package dev.orderplatform.evolution.orders.storage;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.ids.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An order. A transition returns the next state and guards itself.
 *
 * @param version starts with 1; each transition adds one
 * @param delivered the version up to which the other services have received the events; 0 for a new order
 * @param totalMinor in minor units of {@code currency}
 * @param history every status, oldest first
 */
public record Order(
        long id,
        long userId,
        Status status,
        int version,
        int delivered,
        long totalMinor,
        String currency,
        List<Line> lines,
        List<StatusChange> history,
        Optional<Rejection> rejection) {
    /** This stage has one region, so slots never change their owner. */
    public static final String REGION = "east";

    private static final long EPOCH = 1;

    public Order {
        lines = List.copyOf(lines);
        history = List.copyOf(history);
    }

    /** An entry of the history. */
    public record StatusChange(Status status, Instant at) {}

    /** A status can't be reached from the current one. */
    public static final class IllegalTransition extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private IllegalTransition(Order order, Status to) {
            super("order " + order.id + " is " + order.status + " and can't become " + to);
        }
    }

    public static Order pending(long id, long userId, long totalMinor, String currency, List<Line> lines) {
        return new Order(
                id,
                userId,
                Status.PENDING,
                1,
                0,
                totalMinor,
                currency,
                lines,
                List.of(new StatusChange(Status.PENDING, OrderId.time(id))),
                Optional.empty());
    }

    /** @param reason why inventory rejected it; empty if it reserved the stock */
    public Order decide(Optional<Rejection> reason, Instant at) {
        Status next = reason.isPresent() ? Status.REJECTED : Status.CONFIRMED;
        // Version 1, PENDING, has no event to send.
        return become(next, Status.PENDING, 1, reason, at);
    }

    public Order cancel(Instant at) {
        return become(Status.CANCELLED, Status.CONFIRMED, delivered, rejection, at);
    }

    public boolean isPending() {
        return status == Status.PENDING;
    }

    public Order asDelivered() {
        return new Order(id, userId, status, version, version, totalMinor, currency, lines, history, rejection);
    }

    public Instant createdAt() {
        return history.getFirst().at();
    }

    /** The status in the response to the order request, whatever has happened since. */
    public Status decision() {
        return history.get(Math.min(1, history.size() - 1)).status();
    }

    /** The events that the other services have not received yet, oldest first. */
    public List<OrderEvent> undeliveredEvents() {
        return IntStream.rangeClosed(delivered + 1, version)
                .mapToObj(this::event)
                .toList();
    }

    private OrderEvent event(int ofVersion) {
        StatusChange change = history.get(ofVersion - 1);
        return switch (change.status()) {
            case CONFIRMED ->
                new OrderConfirmedEvent(id, userId, ofVersion, EPOCH, REGION, change.at(), totalMinor, currency, lines);
            case REJECTED ->
                new OrderRejectedEvent(id, userId, ofVersion, EPOCH, REGION, change.at(), rejection.orElseThrow());
            case CANCELLED -> new OrderCancelledEvent(id, userId, ofVersion, EPOCH, REGION, change.at());
            case PENDING -> throw new IllegalStateException("there is no event for the pending order " + id);
        };
    }

    private Order become(Status next, Status from, int nextDelivered, Optional<Rejection> reason, Instant at) {
        if (status != from) {
            throw new IllegalTransition(this, next);
        }
        List<StatusChange> changes = new ArrayList<>(history);
        changes.add(new StatusChange(next, at));
        return new Order(id, userId, next, version + 1, nextDelivered, totalMinor, currency, lines, changes, reason);
    }
}
