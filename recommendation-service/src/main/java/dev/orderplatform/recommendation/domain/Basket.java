package dev.orderplatform.recommendation.domain;

import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;

import dev.orderplatform.contracts.Line;
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
import dev.orderplatform.contracts.Sku;
import dev.orderplatform.ids.OrderId;
import java.util.List;
import java.util.Optional;

/**
 * The SKUs of an order.
 *
 * @param userId who placed the order
 * @param skus distinct, sorted, at most {@link #MAX_SKUS}
 */
public record Basket(long orderId, long userId, Status status, List<String> skus) {
    /** The number of pairs, and so the work of an order, grows with the square of it. */
    public static final int MAX_SKUS = 12;

    /** From COUNTED to TAKEN_BACK, never back. */
    public enum Status {
        /** The order is paid. */
        COUNTED,
        /** A refund is requested. Final; also the tombstone of an order whose OrderPaidEvent comes later. */
        TAKEN_BACK
    }

    public Basket {
        skus = List.copyOf(skus);
        if (orderId < 1 || skus.isEmpty() || skus.size() > MAX_SKUS) {
            throw new IllegalArgumentException(
                    "a basket has a positive orderId and 1 to " + MAX_SKUS + " SKUs, got " + orderId + ", " + skus);
        }
    }

    /** What an event says about its order's basket; empty if nothing. No customer can ask for an invalid SKU: skipped. */
    public static Optional<Basket> of(OrderEvent event) {
        return switch (event) {
            case OrderPaidEvent paid -> of(event, Status.COUNTED, paid.lines());
            case OrderRefundRequestedEvent refund -> of(event, Status.TAKEN_BACK, refund.lines());
            case OrderCreatedEvent _,
                    OrderConfirmedEvent _,
                    OrderRejectedEvent _,
                    OrderCancelledEvent _,
                    OrderShippedEvent _,
                    OrderDeliveredEvent _,
                    OrderRefundedEvent _ -> Optional.empty();
        };
    }

    private static Optional<Basket> of(OrderEvent event, Status status, List<Line> lines) {
        List<String> skus =
                lines.stream().map(Line::sku).filter(Sku::isValid).distinct().toList();
        return skus.isEmpty()
                ? Optional.empty()
                : Optional.of(new Basket(event.orderId(), event.userId(), status, limited(event.orderId(), skus)));
    }

    // By a hash, so that the choice depends neither on the sequence of the lines nor on when the event arrives.
    private static List<String> limited(long orderId, List<String> skus) {
        return skus.stream()
                .sorted(comparingLong((String sku) -> OrderId.hash(orderId ^ sku.hashCode()))
                        .thenComparing(naturalOrder()))
                .limit(MAX_SKUS)
                .sorted()
                .toList();
    }

    /** The later of both statuses, in whichever sequence they arrived. */
    public Basket merge(Basket other) {
        return other.status.compareTo(status) > 0 ? other : this;
    }

    public boolean isCounted() {
        return status == Status.COUNTED;
    }

    /** Decides whether the basket is in the sample of a SKU. */
    public long hash() {
        return OrderId.hash(orderId);
    }
}
