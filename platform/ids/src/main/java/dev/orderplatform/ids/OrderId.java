package dev.orderplatform.ids;

import java.time.Instant;

/**
 * The layout of an order id: 63 bits, from the top 41 bits of time (ms since 2025-01-01T00:00:00Z), 10 of slot, 5 of
 * worker and 7 of sequence. It grows with time and carries its slot, so that an id alone leads to its table.
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
     * @param epochMs milliseconds since 1970, within 41 bits of 2025-01-01
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
                    "no order id for " + epochMs + " ms, worker " + worker + ", " + sequence);
        }
        return time << TIME_SHIFT | (long) slot.number() << SLOT_SHIFT | (long) worker << WORKER_SHIFT | sequence;
    }

    public static Slot slot(long orderId) {
        return new Slot((int) (orderId >>> SLOT_SHIFT) & (Slot.COUNT - 1));
    }

    public static Instant time(long orderId) {
        return Instant.ofEpochMilli((orderId >>> TIME_SHIFT) + EPOCH_MS);
    }

    /** The lowest id that an order accepted at {@code time} or later can have: a bound for key ranges. */
    public static long lowestAt(Instant time) {
        return Math.max(0, time.toEpochMilli() - EPOCH_MS) << TIME_SHIFT;
    }
}
