package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.supervision.OutageLine.State;
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
 * Records a part's outages: from its end or hold until it is ready again. An append-only file with lines {@code TIME
 * down}, {@code TIME held} and {@code TIME ready}. The file's modification time is when the part was last seen running; an
 * outage that began without a supervisor, as in a power failure, starts then.
 */
final class OutageRecord {

    private static final Duration TOUCH_INTERVAL = Duration.ofSeconds(1);
    /** About 4,000 outages. The older half of a longer record is deleted. */
    private static final long MAX_BYTES = 256 << 10;

    private final Path file;
    private final InstantSource clock;
    private boolean open;
    private State state = State.READY;
    private Instant lastRunning = Instant.MIN;
    private Instant lastTouch = Instant.MIN;

    OutageRecord(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Records a change of the part's state.
     *
     * @param held whether the user stopped it; it then counts as held until it is ready again
     * @param ready evaluated only during an outage
     */
    void observe(boolean held, boolean runs, BooleanSupplier ready) {
        try {
            open();
            if (held && state != State.HELD) {
                append(new OutageLine(state == State.READY ? lastRunning : clock.instant(), State.HELD));
            } else if (state == State.READY && !runs) {
                append(new OutageLine(lastRunning, State.DOWN));
            } else if (state != State.READY && runs && ready.getAsBoolean()) {
                append(new OutageLine(clock.instant(), State.READY));
            }
            if (state == State.READY) {
                lastRunning = clock.instant();
                touch();
            }
        } catch (IOException | UncheckedIOException _) {
            // A full disk must not prevent a part's start. The next call tries again.
        }
    }

    private void open() throws IOException {
        if (open) {
            return;
        }
        if (Files.exists(file)) {
            state = OutageLine.read(file).reversed().stream()
                    .findFirst()
                    .map(OutageLine::state)
                    .orElse(State.READY);
            lastRunning = Files.getLastModifiedTime(file).toInstant();
        } else {
            Files.createDirectories(file.toAbsolutePath().getParent());
            append(new OutageLine(clock.instant(), State.DOWN));
        }
        open = true;
    }

    private void append(OutageLine line) throws IOException {
        if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
            var lines = Files.readAllLines(file);
            new AtomicFiles(Objects.requireNonNull(file.toAbsolutePath().getParent()))
                    .write(
                            file.getFileName().toString(),
                            String.join("\n", lines.subList(lines.size() / 2, lines.size())));
        }
        // The line feed comes first: a line truncated by a power failure does not corrupt the next one.
        Files.writeString(file, "\n" + line.text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        state = line.state();
    }

    private void touch() throws IOException {
        if (lastTouch.plus(TOUCH_INTERVAL).isBefore(lastRunning)) {
            Files.setLastModifiedTime(file, FileTime.from(lastRunning));
            lastTouch = lastRunning;
        }
    }
}
