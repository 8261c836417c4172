package dev.orderplatform.tools.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Ids of the events of one aggregate type, a bit each. */
final class EventSet {
    private final String aggregateType;
    /** By epoch: all but few orders live in one. */
    private final Map<Long, OrderMap> versions = new HashMap<>();

    private long size;

    EventSet(String aggregateType) {
        this.aggregateType = aggregateType;
    }

    String aggregateType() {
        return aggregateType;
    }

    /** False when it was there before. */
    boolean add(OrderEventId event) {
        if (contains(event)) {
            return false;
        }
        var epoch = versions.computeIfAbsent(event.epoch(), _ -> new OrderMap());
        epoch.put(event.orderId(), epoch.get(event.orderId()) | bit(event));
        size++;
        return true;
    }

    boolean contains(OrderEventId event) {
        var bit = bit(event);
        var epoch = versions.get(event.epoch());
        return epoch != null && (epoch.get(event.orderId()) & bit) != 0;
    }

    /** Whether it has an event of that version in any epoch. */
    boolean containsVersion(long orderId, int version) {
        return versions.keySet().stream()
                .anyMatch(epoch -> contains(new OrderEventId(aggregateType, orderId, epoch, version)));
    }

    long size() {
        return size;
    }

    void forEach(Consumer<OrderEventId> reader) {
        versions.forEach((epoch, orders) -> orders.forEach((orderId, bits) -> {
            for (var rest = bits; rest != 0; rest &= rest - 1) {
                reader.accept(new OrderEventId(aggregateType, orderId, epoch, Long.numberOfTrailingZeros(rest) + 1));
            }
        }));
    }

    private long bit(OrderEventId event) {
        if (!event.aggregateType().equals(aggregateType) || event.version() > OrderEventId.MAX_VERSION) {
            throw new IllegalArgumentException("no event of " + aggregateType + " to be counted here: " + event);
        }
        return 1L << (event.version() - 1);
    }
}
