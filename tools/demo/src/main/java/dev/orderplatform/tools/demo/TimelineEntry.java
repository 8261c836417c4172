package dev.orderplatform.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** An event in an order's timeline. */
record TimelineEntry(Instant at, String what) {

    /** One line each, in chronological order, with milliseconds since the first. */
    static List<String> lines(Collection<TimelineEntry> timeline) {
        var sorted = timeline.stream()
                .sorted(Comparator.comparing(TimelineEntry::at))
                .toList();
        return sorted.stream()
                .map(entry -> "%,8d ms  %s"
                        .formatted(
                                Duration.between(sorted.getFirst().at, entry.at).toMillis(), entry.what))
                .toList();
    }
}
