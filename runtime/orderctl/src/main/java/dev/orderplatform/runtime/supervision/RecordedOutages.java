package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.supervision.OutageLine.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outages of a platform's parts as recorded by its supervisor.
 *
 * @param byPart parts that have a record
 */
public record RecordedOutages(Map<String, Part> byPart) {

    public RecordedOutages {
        byPart = Map.copyOf(byPart);
    }

    /**
     * A part's outages.
     *
     * @param since start of the record
     */
    public record Part(Instant since, List<Outage> outages) {}

    /**
     * A period in which a part was not ready.
     *
     * @param to {@link Instant#MAX} if it has not ended
     * @param held whether the user had stopped it
     */
    public record Outage(Instant from, Instant to, boolean held) {}

    /** A part's record, if there is one. */
    public Optional<Part> of(String part) {
        return Optional.ofNullable(byPart.get(part));
    }

    /** Reads the records in a folder; none if the folder does not exist. */
    public static RecordedOutages read(Path folder) {
        var parts = new HashMap<String, Part>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(
                    folder, file -> !file.getFileName().toString().startsWith("."))) {
                for (var file : files) {
                    var lines = OutageLine.read(file);
                    if (!lines.isEmpty()) {
                        parts.put(
                                file.getFileName().toString(),
                                new Part(lines.getFirst().at(), outages(lines)));
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                throw new PlatformException("Cannot read the outages in " + folder + ": " + e.getMessage(), e);
            }
        }
        return new RecordedOutages(parts);
    }

    private static List<Outage> outages(List<OutageLine> lines) {
        var outages = new ArrayList<Outage>();
        for (var n = 0; n < lines.size(); n++) {
            if (lines.get(n).state() != State.READY) {
                var end = n + 1 < lines.size() ? lines.get(n + 1).at() : Instant.MAX;
                outages.add(new Outage(lines.get(n).at(), end, lines.get(n).state() == State.HELD));
            }
        }
        return outages;
    }
}
