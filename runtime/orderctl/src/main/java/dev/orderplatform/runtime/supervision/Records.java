package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.ProcessIdentity;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Which process runs for which part. Files, so that whoever comes next knows as much as whoever wrote them. */
final class Records {

    private final Notes notes;
    private final DataFolder data;

    Records(DataFolder data) {
        this.data = data;
        this.notes = new Notes(data.pids());
    }

    /** The part's process as it was recorded, whether it still lives or not. */
    Optional<Run> last(String part) {
        return notes.read(part).flatMap(Run::parse);
    }

    /** The part's process, if it lives. */
    Optional<Run> running(String part) {
        return last(part).filter(run -> run.process().alive()).or(() -> lost(part));
    }

    Run record(String part, ProcessIdentity process) {
        var run = new Run(process, Instant.now());
        notes.write(part, run.text());
        return run;
    }

    void forget(String part) {
        notes.delete(part);
    }

    // Started by a supervisor that was killed before it could write the record.
    private Optional<Run> lost(String part) {
        return Mark.of(data, part).bearer().map(process -> {
            try {
                return record(part, process);
            } catch (UncheckedIOException _) {
                // A full disk, perhaps. The process is known all the same, and will be found again.
                return new Run(process, Instant.now());
            }
        });
    }

    /**
     * A process and when it was started.
     *
     * @param started only for people: the process is recognised by its identity
     */
    record Run(ProcessIdentity process, Instant started) {

        String text() {
            return "%d%n%s%n%s%n".formatted(process.pid(), process.born(), started);
        }

        static Optional<Run> parse(String text) {
            List<String> lines = text.lines().toList();
            if (lines.size() < 3) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Run(
                        new ProcessIdentity(Long.parseLong(lines.get(0)), lines.get(1)), Instant.parse(lines.get(2))));
            } catch (NumberFormatException | DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }
}
