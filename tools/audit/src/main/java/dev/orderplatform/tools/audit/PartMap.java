package dev.orderplatform.tools.audit;

import java.util.Map;
import java.util.TreeMap;

/** Maps payments or parcels to non-zero 64-bit values, in as little memory as an {@link OrderMap}. */
final class PartMap {

    /** By number. Nearly all orders have few payments and parcels. */
    private final Map<Integer, OrderMap> numbers = new TreeMap<>();

    @FunctionalInterface
    interface Entry {
        void accept(PartId id, long value);
    }

    /** Zero if it is absent. */
    long get(PartId id) {
        var orders = numbers.get(id.number());
        return orders == null ? 0 : orders.get(id.orderId());
    }

    void put(PartId id, long value) {
        numbers.computeIfAbsent(id.number(), _ -> new OrderMap()).put(id.orderId(), value);
    }

    void remove(PartId id) {
        var orders = numbers.get(id.number());
        if (orders != null) {
            orders.remove(id.orderId());
        }
    }

    /** Adds to a value; a sum of zero is absent. */
    void add(PartId id, long amount) {
        var sum = get(id) + amount;
        if (sum == 0) {
            remove(id);
        } else {
            put(id, sum);
        }
    }

    /** Removes all values of an order, by number. */
    void takeAllOf(long orderId, Entry entry) {
        numbers.forEach((number, orders) -> {
            var value = orders.get(orderId);
            if (value != 0) {
                orders.remove(orderId);
                entry.accept(new PartId(orderId, number), value);
            }
        });
    }

    void forEach(Entry entry) {
        numbers.forEach((number, orders) ->
                orders.forEach((orderId, value) -> entry.accept(new PartId(orderId, number), value)));
    }
}
