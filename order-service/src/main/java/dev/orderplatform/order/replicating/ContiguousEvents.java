package dev.orderplatform.order.replicating;

import dev.orderplatform.contracts.OrderEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sorts the known events of a replica's order into those that can be applied now and those that can't yet, whatever
 * their sequence and number of deliveries.
 *
 * @param next events that follow the replica's version without a gap, by version
 * @param early events that must wait for a missing earlier one
 */
public record ContiguousEvents(List<OrderEvent> next, List<OrderEvent> early) {

    /** @param version of the replica; 0 if there is none, or it is undecided */
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
