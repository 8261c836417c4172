package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.process.Program;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The pid file of each part: lets a restarted supervisor and other commands find its process. */
final class PidFiles {

    private final AtomicFiles files;
    private final DataFolder data;

    PidFiles(DataFolder data) {
        this.data = data;
        this.files = new AtomicFiles(data.pids());
    }

    /** The part's recorded process, running or ended. */
    Optional<Run> last(String part) {
        return files.read(part).flatMap(Run::parse);
    }

    /** The part's process, if it runs. */
    Optional<Run> running(String part) {
        return last(part).filter(run -> run.process().alive()).or(() -> findUnrecorded(part));
    }

    /** The same, unless its process runs without it. */
    Optional<Run> running(String part, Program program) {
        return running(part).filter(run -> program.runsIn(run.process()));
    }

    Run record(String part, ProcessIdentity process) {
        var run = new Run(process, Instant.now());
        files.write(part, run.text());
        return run;
    }

    void delete(String part) {
        files.delete(part);
    }

    // For a supervisor that was killed before it wrote the pid file.
    private Optional<Run> findUnrecorded(String part) {
        return ProcessTag.of(data, part).process().map(process -> {
            try {
                return record(part, process);
            } catch (UncheckedIOException _) {
                // The disk may be full. The next call finds the process again.
                return new Run(process, Instant.now());
            }
        });
    }

    /**
     * A process and its start time.
     *
     * @param started for people; the identity identifies the process
     */
    record Run(ProcessIdentity process, Instant started) {

        String text() {
            return "%d%n%s%n%s%n".formatted(process.pid(), process.startTime(), started);
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
