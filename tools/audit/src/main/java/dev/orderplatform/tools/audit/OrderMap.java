package dev.orderplatform.tools.audit;

/**
 * Order ids, each with 64 bits that are not all zero. Takes at most 43 bytes an order, where boxed collections take five
 * times that: millions of orders fit into a small heap.
 */
final class OrderMap {

    @FunctionalInterface
    interface Entry {
        void accept(long orderId, long bits);
    }

    private long[] ids = new long[1 << 10];
    private long[] bits = new long[1 << 10];
    private int used;

    /** Zero when the order is not there. */
    long get(long orderId) {
        return bits[position(orderId)];
    }

    void put(long orderId, long value) {
        if (orderId <= 0 || value == 0) {
            throw new IllegalArgumentException("no order id, or nothing to keep: " + orderId);
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

    // Its place is kept until the map grows, so that those behind it are found.
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
        // Fibonacci hashing: ids that were made one after the other lie far apart.
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
