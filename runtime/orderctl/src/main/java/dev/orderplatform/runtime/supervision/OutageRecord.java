package dev.orderplatform.runtime.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * When a part was out: from its death, or from when it was held, until it was ready again. A file of lines that are only
 * appended, {@code TIME down} and {@code TIME ready} in turn. The file's time is when the part was last seen running: an
 * outage that no supervisor saw begin, as in a power failure, began then.
 */
final class OutageRecord {

    private static final Duration TOUCH_INTERVAL = Duration.ofSeconds(1);
    /** Some 4,000 outages. Of a longer record the older half is forgotten. */
    private static final long LARGEST = 256 << 10;

    private final Path file;
    private final InstantSource clock;
    private boolean open;
    private boolean down;
    private Instant lastRunning = Instant.MIN;
    private Instant lastTouch = Instant.MIN;

    OutageRecord(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Takes note of how the part is doing.
     *
     * @param ready asked only while the part is out
     */
    void look(boolean runs, BooleanSupplier ready) {
        try {
            open();
            if (!down && !runs) {
                append(new OutageLine(lastRunning, true));
            } else if (down && runs && ready.getAsBoolean()) {
                append(new OutageLine(clock.instant(), false));
            }
            if (!down) {
                lastRunning = clock.instant();
                touch();
            }
        } catch (IOException | UncheckedIOException _) {
            // A full disk must not keep a part from being started. The next look tries again.
        }
    }

    private void open() throws IOException {
        if (open) {
            return;
        }
        if (Files.exists(file)) {
            down = OutageLine.read(file).reversed().stream()
                    .findFirst()
                    .map(OutageLine::down)
                    .orElse(false);
            lastRunning = Files.getLastModifiedTime(file).toInstant();
        } else {
            Files.createDirectories(file.toAbsolutePath().getParent());
            append(new OutageLine(clock.instant(), true));
        }
        open = true;
    }

    private void append(OutageLine line) throws IOException {
        if (Files.exists(file) && Files.size(file) > LARGEST) {
            var lines = Files.readAllLines(file);
            new Notes(Objects.requireNonNull(file.toAbsolutePath().getParent()))
                    .write(
                            file.getFileName().toString(),
                            String.join("\n", lines.subList(lines.size() / 2, lines.size())));
        }
        // The line's end comes before it: a line that a power failure cut short does not spoil the next one.
        Files.writeString(file, "\n" + line.text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        down = line.down();
    }

    private void touch() throws IOException {
        if (lastTouch.plus(TOUCH_INTERVAL).isBefore(lastRunning)) {
            Files.setLastModifiedTime(file, FileTime.from(lastRunning));
            lastTouch = lastRunning;
        }
    }
}
