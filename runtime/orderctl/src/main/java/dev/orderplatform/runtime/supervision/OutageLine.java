package dev.orderplatform.runtime.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A line of an {@link OutageRecord}: the part's state since then. */
record OutageLine(Instant at, State state) {

    /** Went down by itself, was held by the user, or was ready again. */
    enum State {
        DOWN,
        HELD,
        READY;

        private String suffix() {
            return " " + name().toLowerCase(Locale.ROOT);
        }
    }

    String text() {
        return at + state.suffix();
    }

    /** All lines of a file except truncated ones. */
    static List<OutageLine> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.flatMap(line -> parse(line).stream()).toList();
        }
    }

    private static Optional<OutageLine> parse(String line) {
        return Arrays.stream(State.values())
                .filter(state -> line.endsWith(state.suffix()))
                .findFirst()
                .flatMap(state -> time(line).map(at -> new OutageLine(at, state)));
    }

    private static Optional<Instant> time(String line) {
        try {
            return Optional.of(Instant.parse(line.substring(0, line.lastIndexOf(' '))));
        } catch (DateTimeParseException _) {
            return Optional.empty(); // truncated
        }
    }
}
