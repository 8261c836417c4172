package dev.orderplatform.tools.audit;

/**
 * Maps order ids to non-zero 64-bit values. Takes at most 43 bytes an order, a fifth of boxed collections: millions of
 * orders fit into a small heap.
 */
final class OrderMap {

    @FunctionalInterface
    interface Entry {
        void accept(long orderId, long bits);
    }

    // Small at first: an EventSet has one map for each number of a parcel, and few orders have a hundred parcels.
    private static final int INITIAL_CAPACITY = 1 << 4;

    private long[] ids = new long[INITIAL_CAPACITY];
    private long[] bits = new long[INITIAL_CAPACITY];
    private int used;

    /** Zero if the order is absent. */
    long get(long orderId) {
        return bits[position(orderId)];
    }

    void put(long orderId, long value) {
        if (orderId <= 0 || value == 0) {
            throw new IllegalArgumentException("invalid order id, or zero value: " + orderId);
        }
        var position = position(orderId);
        if (ids[position] == 0) {
            ids[position] = orderId;
            used++;
        }
        bits[position] = value;
        if (used * 4L > ids.length * 3L) {
            grow();
        }
    }

    // The slot stays occupied until the map grows, so that later entries of the probe sequence are found.
    void remove(long orderId) {
        bits[position(orderId)] = 0;
    }

    void forEach(Entry entry) {
        for (var position = 0; position < ids.length; position++) {
            if (bits[position] != 0) {
                entry.accept(ids[position], bits[position]);
            }
        }
    }

    private int position(long orderId) {
        var mask = ids.length - 1;
        // Fibonacci hashing spreads consecutive ids.
        var position = (int) (orderId * 0x9e3779b97f4a7c15L >>> 32) & mask;
        while (ids[position] != 0 && ids[position] != orderId) {
            position = (position + 1) & mask;
        }
        return position;
    }

    private void grow() {
        var oldIds = ids;
        var oldBits = bits;
        ids = new long[oldIds.length * 2];
        bits = new long[oldIds.length * 2];
        used = 0;
        for (var position = 0; position < oldIds.length; position++) {
            if (oldBits[position] != 0) {
                put(oldIds[position], oldBits[position]);
            }
        }
    }
}
