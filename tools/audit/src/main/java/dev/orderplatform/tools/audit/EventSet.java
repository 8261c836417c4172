package dev.orderplatform.tools.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A set of event ids of one aggregate type; one bit an event. */
final class EventSet {
    private final String aggregateType;
    /** Nearly all orders have events of one epoch only, and few payments and parcels. */
    private final Map<Group, OrderMap> versions = new HashMap<>();

    private final Set<Long> epochs = new HashSet<>();

    private long size;

    private record Group(long epoch, int part) {
        static Group of(OrderEventId event) {
            return new Group(event.epoch(), event.part());
        }
    }

    EventSet(String aggregateType) {
        this.aggregateType = aggregateType;
    }

    String aggregateType() {
        return aggregateType;
    }

    /** Returns false if it was already present. */
    boolean add(OrderEventId event) {
        if (contains(event)) {
            return false;
        }
        var orders = versions.computeIfAbsent(Group.of(event), _ -> new OrderMap());
        epochs.add(event.epoch());
        orders.put(event.orderId(), orders.get(event.orderId()) | bit(event));
        size++;
        return true;
    }

    boolean contains(OrderEventId event) {
        var bit = bit(event);
        var orders = versions.get(Group.of(event));
        return orders != null && (orders.get(event.orderId()) & bit) != 0;
    }

    /**
     * Whether it has an event of that version in any epoch.
     *
     * @param part number of the payment or parcel; 0 if the aggregate is the order or its stock
     */
    boolean containsVersion(long orderId, int part, int version) {
        return epochs.stream()
                .anyMatch(epoch -> contains(new OrderEventId(aggregateType, orderId, part, epoch, version)));
    }

    long size() {
        return size;
    }

    void forEach(Consumer<OrderEventId> reader) {
        versions.forEach((group, orders) -> orders.forEach((orderId, bits) -> {
            for (var rest = bits; rest != 0; rest &= rest - 1) {
                reader.accept(new OrderEventId(
                        aggregateType, orderId, group.part, group.epoch, Long.numberOfTrailingZeros(rest) + 1));
            }
        }));
    }

    private long bit(OrderEventId event) {
        if (!event.aggregateType().equals(aggregateType) || event.version() > OrderEventId.MAX_VERSION) {
            throw new IllegalArgumentException(
                    "not an event of " + aggregateType + ", or its version is too high: " + event);
        }
        return 1L << (event.version() - 1);
    }
}
