package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.EventRef;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.StoredOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events that an order must have published, according to its own history. */
final class OrderEvents {

    private static final Map<String, String> TYPES = Map.of(
            "PENDING", "OrderCreatedEvent",
            "CONFIRMED", "OrderConfirmedEvent",
            "REJECTED", "OrderRejectedEvent",
            "CANCELLED", "OrderCancelledEvent",
            "PAID", "OrderPaidEvent",
            "SHIPPED", "OrderShippedEvent",
            "DELIVERED", "OrderDeliveredEvent",
            "REFUND_PENDING", "OrderRefundRequestedEvent",
            "REFUNDED", "OrderRefundedEvent");

    private OrderEvents() {}

    /** In the order of their versions. An undecided order has published none. */
    static List<EventRef> of(StoredOrder order) {
        var events = new ArrayList<EventRef>();
        if (order.is("UNDECIDED")) {
            return events;
        }
        for (var n = 0; n < order.history().size(); n++) {
            var change = order.history().get(n);
            events.add(new EventRef(
                    "order-%d-%d-%d".formatted(order.id(), change.epoch(), n + 1),
                    TYPES.getOrDefault(change.status(), change.status()),
                    change.at()));
        }
        return events;
    }

    /** The event of the order's present state. */
    static Optional<EventRef> last(OrderEvidence order) {
        var events = of(order.order());
        return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
    }
}
