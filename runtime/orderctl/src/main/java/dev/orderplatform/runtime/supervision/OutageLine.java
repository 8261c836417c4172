package dev.orderplatform.runtime.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A line of an {@link OutageRecord}: from then on the part was down, or ready again. */
record OutageLine(Instant at, boolean down) {

    private static final String DOWN = " down";
    private static final String READY = " ready";

    String text() {
        return at + (down ? DOWN : READY);
    }

    /** All lines of a file but those that were cut short. */
    static List<OutageLine> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.flatMap(line -> parse(line).stream()).toList();
        }
    }

    private static Optional<OutageLine> parse(String line) {
        try {
            if (line.endsWith(DOWN) || line.endsWith(READY)) {
                return Optional.of(
                        new OutageLine(Instant.parse(line.substring(0, line.lastIndexOf(' '))), line.endsWith(DOWN)));
            }
        } catch (DateTimeParseException _) {
            // Cut short.
        }
        return Optional.empty();
    }
}
