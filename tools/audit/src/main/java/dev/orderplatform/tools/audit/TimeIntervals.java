package dev.orderplatform.tools.audit;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** A set of time intervals in epoch milliseconds; overlapping and adjacent ones are merged. */
final class TimeIntervals {

    /** The end of what has not ended. */
    static final long FOREVER = Long.MAX_VALUE / 2;

    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /** {@link Instant#MAX} lasts forever. */
    static long millis(Instant time) {
        return time.equals(Instant.MAX) ? FOREVER : time.toEpochMilli();
    }

    void add(long from, long to) {
        var start = from;
        var end = Math.max(from, to);
        var before = ends.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            start = before.getKey();
        }
        for (var next = ends.ceilingEntry(start);
                next != null && next.getKey() <= end;
                next = ends.ceilingEntry(start)) {
            end = Math.max(end, next.getValue());
            ends.remove(next.getKey());
        }
        ends.put(start, end);
    }

    void addAll(TimeIntervals others) {
        others.ends.forEach(this::add);
    }

    /** Start of the first interval. */
    OptionalLong first() {
        return ends.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ends.firstKey());
    }

    boolean contains(long time) {
        return uncovered(time, time + 1) == 0;
    }

    /** The same intervals with other ends. */
    TimeIntervals extended(LongUnaryOperator end) {
        var extended = new TimeIntervals();
        ends.forEach((from, to) -> extended.add(from, end.applyAsLong(to)));
        return extended;
    }

    /** Milliseconds of a period that no interval covers. */
    long uncovered(long from, long to) {
        var uncovered = Math.max(0, to - from);
        var first = ends.floorKey(from);
        for (Map.Entry<Long, Long> interval :
                ends.tailMap(first == null ? from : first, true).entrySet()) {
            if (interval.getKey() >= to) {
                break;
            }
            uncovered -= Math.max(0, Math.min(interval.getValue(), to) - Math.max(interval.getKey(), from));
        }
        return uncovered;
    }
}
