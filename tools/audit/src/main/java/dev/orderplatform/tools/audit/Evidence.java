package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.supervision.RecordedOutages;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that the auditor looks at: databases, open for reading, and the record of outages. */
final class Evidence implements AutoCloseable {

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final List<RegionDatabases> regions = new ArrayList<>();
    private final ReadOnlyDatabase notification;
    private final ReadOnlyDatabase control;
    private final Optional<Path> outages;

    Evidence(PlatformData data) {
        outages = data.outages();
        try {
            notification = open(data, "notification");
            control = open(data, "control");
            for (var region : data.regions()) {
                var databases = RegionDatabases.open(region);
                closing.push(databases::close);
                regions.add(databases);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private ReadOnlyDatabase open(PlatformData data, String name) {
        var database = ReadOnlyDatabase.open(data.global(), name, data.auditor());
        closing.push(database::close);
        return database;
    }

    List<RegionDatabases> regions() {
        return regions;
    }

    ReadOnlyDatabase notification() {
        return notification;
    }

    ReadOnlyDatabase control() {
        return control;
    }

    /** As recorded by now; none where no supervisor is at work. */
    RecordedOutages recordedOutages() {
        return outages.map(RecordedOutages::read).orElseGet(() -> new RecordedOutages(Map.of()));
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
