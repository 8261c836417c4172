package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.EventId;
import java.util.Optional;

/** Id of an event whose aggregate id is an order id: an order's or a stock event. */
record OrderEventId(String aggregateType, long orderId, long epoch, int version) {
    /** More than an order can have. */
    static final int MAX_VERSION = Long.SIZE;

    /** Empty if the text is not such an id. */
    static Optional<OrderEventId> parse(String text) {
        return EventId.parse(text).flatMap(OrderEventId::of);
    }

    private static Optional<OrderEventId> of(EventId id) {
        try {
            return Optional.of(new OrderEventId(
                            id.aggregateType(), Long.parseLong(id.aggregateId()), id.epoch(), id.version()))
                    .filter(event -> event.orderId > 0 && event.version <= MAX_VERSION);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return new EventId(aggregateType, Long.toString(orderId), epoch, version).toString();
    }
}
