package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.databases.ServiceDatabases;
import dev.orderplatform.runtime.databases.ServiceStore;
import dev.orderplatform.runtime.supervision.RecordedOutages;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The auditor's sources: read-only databases and the record of outages. */
final class Evidence implements AutoCloseable {

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final List<RegionDatabases> regions = new ArrayList<>();
    private final List<ServiceDatabases> services = new ArrayList<>();
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
                addServices(region.postgres(), region.services(), region.auditor());
            }
            addServices(data.global(), data.globalServices(), data.auditor());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void addServices(String server, List<ServiceStore> stores, Login auditor) {
        var databases = ServiceDatabases.open(server, stores, auditor);
        closing.push(databases::close);
        services.add(databases);
    }

    private ReadOnlyDatabase open(PlatformData data, String name) {
        var database = ReadOnlyDatabase.open(data.global(), name, data.auditor());
        closing.push(database::close);
        return database;
    }

    List<RegionDatabases> regions() {
        return regions;
    }

    /** The databases of all services, one element a server. */
    List<ServiceDatabases> services() {
        return services;
    }

    ReadOnlyDatabase notification() {
        return notification;
    }

    ReadOnlyDatabase control() {
        return control;
    }

    /** The outages recorded up to now; none without a supervisor. */
    RecordedOutages recordedOutages() {
        return outages.map(RecordedOutages::read).orElseGet(() -> new RecordedOutages(Map.of()));
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
