package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.PaymentEvent;
import dev.orderplatform.contracts.ShipmentEvent;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Id of an event about an order: of the order itself, of its stock, or of one of its payments or parcels.
 *
 * @param part number of the payment or parcel, from 1; 0 if the aggregate is the order or its stock
 */
record OrderEventId(String aggregateType, long orderId, int part, long epoch, int version) {
    /** More than an order can have. */
    static final int MAX_VERSION = Long.SIZE;

    private static final Set<String> TYPES_WITH_PARTS = Set.of(PaymentEvent.AGGREGATE, ShipmentEvent.AGGREGATE);
    private static final Pattern AGGREGATE_ID = Pattern.compile("([0-9]+)(?:-([1-9][0-9]{0,8}))?");

    OrderEventId(String aggregateType, long orderId, long epoch, int version) {
        this(aggregateType, orderId, 0, epoch, version);
    }

    /** Empty if the text is not such an id. */
    static Optional<OrderEventId> parse(String text) {
        return EventId.parse(text).flatMap(OrderEventId::of);
    }

    private static Optional<OrderEventId> of(EventId id) {
        var aggregate = AGGREGATE_ID.matcher(id.aggregateId());
        if (!aggregate.matches()) {
            return Optional.empty();
        }
        try {
            var part = Optional.ofNullable(aggregate.group(2))
                    .map(Integer::parseInt)
                    .orElse(0);
            return Optional.of(new OrderEventId(
                            id.aggregateType(), Long.parseLong(aggregate.group(1)), part, id.epoch(), id.version()))
                    .filter(OrderEventId::isPossible);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private boolean isPossible() {
        return orderId > 0 && version <= MAX_VERSION && part > 0 == TYPES_WITH_PARTS.contains(aggregateType);
    }

    @Override
    public String toString() {
        return new EventId(aggregateType, part == 0 ? "" + orderId : orderId + "-" + part, epoch, version).toString();
    }
}
