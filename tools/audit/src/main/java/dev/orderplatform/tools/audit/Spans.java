package dev.orderplatform.tools.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** Spans of time in milliseconds since 1970, those that touch each other joined. */
final class Spans {

    private final TreeMap<Long, Long> ends = new TreeMap<>();

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

    /** The same spans, each with another end. */
    Spans extended(LongUnaryOperator end) {
        var extended = new Spans();
        ends.forEach((from, to) -> extended.add(from, end.applyAsLong(to)));
        return extended;
    }

    /** How much of a time none of the spans covers. */
    long uncovered(long from, long to) {
        var uncovered = Math.max(0, to - from);
        var first = ends.floorKey(from);
        for (Map.Entry<Long, Long> span :
                ends.tailMap(first == null ? from : first, true).entrySet()) {
            if (span.getKey() >= to) {
                break;
            }
            uncovered -= Math.max(0, Math.min(span.getValue(), to) - Math.max(span.getKey(), from));
        }
        return uncovered;
    }
}
