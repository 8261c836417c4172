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
 * @param version grows by one with each transition, from 1
 * @param settled up to this version the other services know what has become of it; a new order is at 0
 * @param totalMinor in minor units of {@code currency}
 * @param history every status, oldest first
 */
public record Order(
        long id,
        long userId,
        Status status,
        int version,
        int settled,
        long totalMinor,
        String currency,
        List<Line> lines,
        List<StatusChange> history,
        Optional<Rejection> rejection) {
    /** This stage has one region, so slots never change their owner. */
    private static final String REGION = "east";

    private static final long EPOCH = 1;

    public Order {
        lines = List.copyOf(lines);
        history = List.copyOf(history);
    }

    /** An entry of the history. */
    public record StatusChange(Status status, Instant at) {}

    /** A status can't be reached from the present one. */
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

    /** @param reason why inventory could not reserve; empty when it has */
    public Order decide(Optional<Rejection> reason, Instant at) {
        Status next = reason.isPresent() ? Status.REJECTED : Status.CONFIRMED;
        // A pending order has nothing that others need to know.
        return become(next, Status.PENDING, 1, reason, at);
    }

    public Order cancel(Instant at) {
        return become(Status.CANCELLED, Status.CONFIRMED, settled, rejection, at);
    }

    public boolean isPending() {
        return status == Status.PENDING;
    }

    public Order asSettled() {
        return new Order(id, userId, status, version, version, totalMinor, currency, lines, history, rejection);
    }

    public Instant createdAt() {
        return history.getFirst().at();
    }

    /** What was answered to the request that placed it, whatever has happened since. */
    public Status decision() {
        return history.get(Math.min(1, history.size() - 1)).status();
    }

    /** What the other services do not know yet, oldest first. */
    public List<OrderEvent> unsettledEvents() {
        return IntStream.rangeClosed(settled + 1, version).mapToObj(this::event).toList();
    }

    private OrderEvent event(int ofVersion) {
        StatusChange change = history.get(ofVersion - 1);
        return switch (change.status()) {
            case CONFIRMED ->
                new OrderConfirmedEvent(id, userId, ofVersion, EPOCH, REGION, change.at(), totalMinor, currency, lines);
            case REJECTED ->
                new OrderRejectedEvent(id, userId, ofVersion, EPOCH, REGION, change.at(), rejection.orElseThrow());
            case CANCELLED -> new OrderCancelledEvent(id, userId, ofVersion, EPOCH, REGION, change.at());
            case PENDING -> throw new IllegalStateException("nobody is told that order " + id + " is pending");
        };
    }

    private Order become(Status next, Status from, int nextSettled, Optional<Rejection> reason, Instant at) {
        if (status != from) {
            throw new IllegalTransition(this, next);
        }
        List<StatusChange> changes = new ArrayList<>(history);
        changes.add(new StatusChange(next, at));
        return new Order(id, userId, next, version + 1, nextSettled, totalMinor, currency, lines, changes, reason);
    }
}
