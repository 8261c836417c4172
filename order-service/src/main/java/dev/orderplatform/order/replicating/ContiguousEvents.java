package dev.orderplatform.order.replicating;

import dev.orderplatform.contracts.OrderEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replica makes of the events that are known of its order, in whatever order and however often they came.
 *
 * @param next those that follow its version without a gap, in order
 * @param early those that have to wait for one before them
 */
public record ContiguousEvents(List<OrderEvent> next, List<OrderEvent> early) {

    /** @param version of the replica; 0 when there is none, or none that is decided */
    public static ContiguousEvents of(int version, Collection<OrderEvent> events) {
        SortedMap<Integer, OrderEvent> byVersion = new TreeMap<>();
        events.stream()
                .filter(event -> event.version() > version)
                .forEach(event -> byVersion.put(event.version(), event));
        List<OrderEvent> next = new ArrayList<>();
        while (byVersion.containsKey(version + next.size() + 1)) {
            next.add(byVersion.remove(version + next.size() + 1));
        }
        return new ContiguousEvents(List.copyOf(next), List.copyOf(byVersion.values()));
    }
}
