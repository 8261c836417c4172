package dev.orderplatform.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** An event in an order's timeline. */
record TimelineEntry(Instant at, String what) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    /** One line each, in chronological order, with milliseconds since the first. */
    static List<String> lines(Collection<TimelineEntry> timeline) {
        var sorted = timeline.stream()
                .sorted(Comparator.comparing(TimelineEntry::at))
                .toList();
        return sorted.stream()
                .map(entry -> "  %s  %+,7d ms  %s"
                        .formatted(
                                TIME.format(entry.at),
                                Duration.between(sorted.getFirst().at, entry.at).toMillis(),
                                entry.what))
                .toList();
    }
}
