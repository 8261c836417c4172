package dev.orderplatform.order.publishing;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.StatusChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes an order's events from what is stored of it, identical to those that were published first. Only the idempotency key and
 * the body's hash are missing once their retention is over.
 */
public final class OrderEvents {
    private OrderEvents() {}

    /** Every event of an order up to its present version. */
    public static List<OrderEvent> all(Order order) {
        List<StatusChange> history = order.history();
        return IntStream.range(0, history.size())
                .mapToObj(n -> n == 0 ? created(order) : changed(order, n + 1, history.get(n)))
                .toList();
    }

    public static OrderCreatedEvent created(Order order) {
        return new OrderCreatedEvent(
                order.id(),
                order.lifecycle().userId(),
                1,
                order.epoch(),
                order.region(),
                order.createdAt(),
                order.durability().name(),
                order.totalMinor(),
                order.currency(),
                order.lines(),
                order.idempotencyKey(),
                order.bodyHash());
    }

    private static OrderEvent changed(Order order, int version, StatusChange change) {
        Lifecycle then = new Lifecycle(order.id(), order.lifecycle().userId(), change.status(), version);
        return changed(then, change, order.totalMinor(), order.currency(), order.lines(), order.rejection());
    }

    /**
     * The event of a transition.
     *
     * @param after the state that the order has come to
     * @param rejection present exactly when that is REJECTED
     */
    public static OrderEvent changed(
            Lifecycle after,
            StatusChange change,
            long totalMinor,
            String currency,
            List<Line> lines,
            Optional<Rejection> rejection) {
        long id = after.orderId();
        long userId = after.userId();
        int version = after.version();
        return switch (after.status()) {
            case CONFIRMED ->
                new OrderConfirmedEvent(
                        id, userId, version, change.epoch(), change.region(), change.at(), totalMinor, currency, lines);
            case REJECTED ->
                new OrderRejectedEvent(
                        id,
                        userId,
                        version,
                        change.epoch(),
                        change.region(),
                        change.at(),
                        rejection.orElseThrow(() -> new IllegalStateException("rejected without a reason")));
            case CANCELLED ->
                new OrderCancelledEvent(id, userId, version, change.epoch(), change.region(), change.at());
            default -> throw new IllegalStateException("no event says that an order is " + after.status());
        };
    }
}
