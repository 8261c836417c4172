package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.EventId;
import java.util.Optional;

/** Id of an event whose aggregate has an order's id: the order itself, or its stock. */
record OrderEventId(String aggregateType, long orderId, long epoch, int version) {
    /** More than any order's life has steps. */
    static final int MAX_VERSION = Long.SIZE;

    /** Empty when the text is no such id. */
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
