package dev.orderplatform.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Something that happened to an order. */
record Moment(Instant at, String what) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    /** One line each, in the order of time, with the milliseconds since the first. */
    static List<String> lines(Collection<Moment> moments) {
        var sorted = moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
        return sorted.stream()
                .map(moment -> "  %s  %+,7d ms  %s"
                        .formatted(
                                TIME.format(moment.at),
                                Duration.between(sorted.getFirst().at, moment.at)
                                        .toMillis(),
                                moment.what))
                .toList();
    }
}
