package dev.orderplatform.stack.audit;

import dev.orderplatform.stack.databases.PlatformData;
import dev.orderplatform.stack.databases.ReadOnlyDatabase;
import dev.orderplatform.stack.databases.RegionDatabases;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** All databases that the auditor looks at, open for reading. */
final class Evidence implements AutoCloseable {

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final List<RegionDatabases> regions = new ArrayList<>();
    private final ReadOnlyDatabase notification;
    private final ReadOnlyDatabase control;

    Evidence(PlatformData data) {
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

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
