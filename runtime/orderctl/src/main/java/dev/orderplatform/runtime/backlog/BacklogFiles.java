package dev.orderplatform.runtime.backlog;

import dev.orderplatform.runtime.supervision.Notes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The last figures, a file each: whoever shows them never waits for a server. */
public final class BacklogFiles {

    private final Notes files;

    public BacklogFiles(Path folder) {
        this.files = new Notes(folder);
    }

    /** All that was ever measured of these regions. */
    public Backlog read(List<String> regions) {
        return new Backlog(regions.stream()
                .map(region -> new RegionBacklog(region, broker(region), databases(region)))
                .toList());
    }

    private Optional<BrokerBacklog> broker(String region) {
        return files.read(brokerOf(region)).flatMap(text -> Fields.parse(text, BrokerBacklog::parse));
    }

    private Optional<DatabaseBacklog> databases(String region) {
        return files.read(databasesOf(region)).flatMap(text -> Fields.parse(text, DatabaseBacklog::parse));
    }

    void write(String region, BrokerBacklog backlog) {
        files.write(brokerOf(region), backlog.text());
    }

    void write(String region, DatabaseBacklog backlog) {
        files.write(databasesOf(region), backlog.text());
    }

    private static String brokerOf(String region) {
        return "broker-" + region;
    }

    private static String databasesOf(String region) {
        return "databases-" + region;
    }
}
