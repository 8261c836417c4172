package dev.orderplatform.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stretch of a run with figures of its own.
 *
 * @param begin after the begin of what counts
 * @param end likewise
 */
record Phase(String name, Duration begin, Duration end) {

    /** Phases of the same length that follow each other. */
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
