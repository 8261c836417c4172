package dev.orderplatform.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of a run with separate figures.
 *
 * @param begin time since the start of the measurement
 * @param end likewise
 */
record Phase(String name, Duration begin, Duration end) {

    /** Consecutive phases of equal length. */
    static List<Phase> split(Duration whole, List<String> names) {
        var count = names.size();
        return IntStream.range(0, count)
                .mapToObj(n -> new Phase(
                        names.get(n),
                        whole.multipliedBy(n).dividedBy(count),
                        whole.multipliedBy(n + 1L).dividedBy(count)))
                .toList();
    }
}
