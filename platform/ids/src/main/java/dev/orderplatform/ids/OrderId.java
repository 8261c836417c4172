package dev.orderplatform.ids;

import java.time.Instant;

/**
 * Order id layout: 63 bits, from the top 41 bits of time (ms since 2025-01-01T00:00:00Z), 10 of slot, 5 of worker, 7 of
 * sequence. Ids increase with time and contain the slot, so the table follows from the id alone.
 */
public final class OrderId {
    public static final int MAX_WORKER = 31;
    public static final int MAX_SEQUENCE = 127;
    static final long EPOCH_MS = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    private static final long MAX_TIME = (1L << 41) - 1;
    private static final int SLOT_SHIFT = 12;
    private static final int TIME_SHIFT = 22;
    private static final int WORKER_SHIFT = 7;

    private OrderId() {}

    /**
     * @param epochMs milliseconds since 1970, at most 41 bits after 2025-01-01
     * @param worker 0..31
     * @param sequence 0..127
     */
    public static long compose(long epochMs, Slot slot, int worker, int sequence) {
        long time = epochMs - EPOCH_MS;
        if (time < 0
                || time > MAX_TIME
                || worker < 0
                || worker > MAX_WORKER
                || sequence < 0
                || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException(
                    "invalid parts of an order id: " + epochMs + " ms, worker " + worker + ", sequence " + sequence);
        }
        return time << TIME_SHIFT | (long) slot.number() << SLOT_SHIFT | (long) worker << WORKER_SHIFT | sequence;
    }

    public static Slot slot(long orderId) {
        return new Slot((int) (orderId >>> SLOT_SHIFT) & (Slot.COUNT - 1));
    }

    public static Instant time(long orderId) {
        return Instant.ofEpochMilli((orderId >>> TIME_SHIFT) + EPOCH_MS);
    }

    /** A hash in which the id's time, slot and sequence no longer show. Bijective: different ids have different hashes. */
    public static long hash(long orderId) {
        return Slot.mix64(orderId);
    }

    /** The smallest id of any order accepted at {@code time} or later: a lower bound for key ranges. */
    public static long lowestAt(Instant time) {
        return Math.max(0, time.toEpochMilli() - EPOCH_MS) << TIME_SHIFT;
    }
}
