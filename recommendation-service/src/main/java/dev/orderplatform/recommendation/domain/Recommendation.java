package dev.orderplatform.recommendation.domain;

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
import dev.orderplatform.contracts.RecommendationEvent;
import dev.orderplatform.contracts.RecommendationRegisteredEvent;
import dev.orderplatform.contracts.RecommendationWithdrawnEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What this service keeps for an order. Replace it by what your service is about.
 *
 * @param userId the owner, who placed the order
 * @param version grows by one with each change, from 1
 * @param epoch of the order event that caused this status
 * @param at when it entered this status
 */
public record Recommendation(long orderId, long userId, Status status, int version, long epoch, Instant at) {

    /** From REGISTERED to WITHDRAWN, never back. */
    public enum Status {
        /** The order is confirmed. */
        REGISTERED,
        /** The order is cancelled. Final. */
        WITHDRAWN
    }

    public Recommendation {
        if (orderId < 1 || userId < 1 || version < 1 || epoch < 1) {
            throw new IllegalArgumentException("orderId, userId, version and epoch must be positive, got " + orderId
                    + ", " + userId + ", " + version + ", " + epoch);
        }
    }

    /**
     * What an order event makes of the current state; empty if it changes nothing. A replayed dead letter may confirm an
     * order after its cancellation; so a cancelled order leaves a WITHDRAWN one even where none was registered.
     */
    public static Optional<Recommendation> after(OrderEvent event, Optional<Recommendation> current, Instant at) {
        return switch (event) {
            case OrderConfirmedEvent _ ->
                current.isEmpty() ? Optional.of(first(event, Status.REGISTERED, at)) : Optional.empty();
            case OrderCancelledEvent _ ->
                current.isEmpty()
                        ? Optional.of(first(event, Status.WITHDRAWN, at))
                        : current.filter(Recommendation::isRegistered)
                                .map(recommendation -> recommendation.withdraw(event.epoch(), at));
            case OrderCreatedEvent _,
                    OrderRejectedEvent _,
                    OrderPaidEvent _,
                    OrderShippedEvent _,
                    OrderDeliveredEvent _,
                    OrderRefundRequestedEvent _,
                    OrderRefundedEvent _ -> Optional.empty();
        };
    }

    private static Recommendation first(OrderEvent event, Status status, Instant at) {
        return new Recommendation(event.orderId(), event.userId(), status, 1, event.epoch(), at);
    }

    public boolean isRegistered() {
        return status == Status.REGISTERED;
    }

    Recommendation withdraw(long cancelledIn, Instant when) {
        if (!isRegistered()) {
            throw new IllegalStateException(
                    "Recommendation of order " + orderId + " is " + status + ", not REGISTERED");
        }
        return new Recommendation(orderId, userId, Status.WITHDRAWN, version + 1, cancelledIn, when);
    }

    /** The event that publishes this status. */
    public RecommendationEvent event() {
        return switch (status) {
            case REGISTERED -> new RecommendationRegisteredEvent(orderId, userId, version, epoch, at);
            case WITHDRAWN -> new RecommendationWithdrawnEvent(orderId, userId, version, epoch, at);
        };
    }
}
