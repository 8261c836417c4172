package dev.orderplatform.runtime.backlog;

import dev.orderplatform.runtime.supervision.AtomicFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The last figures, one file each: showing them never waits for a server. */
public final class BacklogFiles {

    private final AtomicFiles files;

    public BacklogFiles(Path folder) {
        this.files = new AtomicFiles(folder);
    }

    /** The name of the figures of the server that belongs to no region. */
    static final String GLOBAL = "global";

    /** The last measurements of these regions, and of what belongs to none. */
    public Backlog read(List<String> regions) {
        return new Backlog(
                regions.stream()
                        .map(region -> new RegionBacklog(region, broker(region), databases(region)))
                        .toList(),
                databases(GLOBAL));
    }

    private Optional<BrokerBacklog> broker(String region) {
        return files.read(brokerOf(region)).flatMap(text -> Fields.parse(text, BrokerBacklog::parse));
    }

    private Optional<DatabaseBacklog> databases(String name) {
        return files.read(databasesOf(name)).flatMap(text -> Fields.parse(text, DatabaseBacklog::parse));
    }

    void write(String region, BrokerBacklog backlog) {
        files.write(brokerOf(region), backlog.text());
    }

    /** @param name of the region, or {@link #GLOBAL} */
    void write(String name, DatabaseBacklog backlog) {
        files.write(databasesOf(name), backlog.text());
    }

    private static String brokerOf(String region) {
        return "broker-" + region;
    }

    private static String databasesOf(String name) {
        return "databases-" + name;
    }
}
