package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.supervision.RecordedOutages;
import dev.orderplatform.runtime.supervision.RecordedOutages.Outage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The auditor's sources: read-only databases, simulators and the record of outages. */
final class Evidence implements AutoCloseable {

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final List<RegionDatabases> regions = new ArrayList<>();
    private final Map<String, ReadOnlyDatabase> payments = new HashMap<>();
    private final Map<String, ReadOnlyDatabase> logistics = new HashMap<>();
    private final List<SimulatorData> simulators;
    private final ReadOnlyDatabase notification;
    private final ReadOnlyDatabase control;
    private final Optional<Path> outages;

    Evidence(PlatformData data) {
        outages = data.outages();
        simulators = data.simulators();
        try {
            notification = open(data.global(), "notification", data.auditor());
            control = open(data.global(), "control", data.auditor());
            for (var region : data.regions()) {
                var databases = RegionDatabases.open(region);
                closing.push(databases::close);
                regions.add(databases);
                payments.put(region.name(), open(region.postgres(), "payment", region.auditor()));
                logistics.put(region.name(), open(region.postgres(), "logistics", region.auditor()));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private ReadOnlyDatabase open(String server, String name, Login login) {
        var database = ReadOnlyDatabase.open(server, name, login);
        closing.push(database::close);
        return database;
    }

    List<RegionDatabases> regions() {
        return regions;
    }

    ReadOnlyDatabase payments(RegionDatabases region) {
        return Objects.requireNonNull(payments.get(region.region().name()));
    }

    ReadOnlyDatabase logistics(RegionDatabases region) {
        return Objects.requireNonNull(logistics.get(region.region().name()));
    }

    /** Empty if the platform runs without it. */
    Optional<SimulatorData> simulator(String name) {
        return simulators.stream()
                .filter(simulator -> simulator.name().equals(name))
                .findFirst();
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

    /** When the user held a part down by {@code stop}. */
    TimeIntervals holds(String part) {
        var holds = new TimeIntervals();
        recordedOutages().of(part).stream()
                .flatMap(record -> record.outages().stream())
                .filter(Outage::held)
                .forEach(hold -> holds.add(TimeIntervals.millis(hold.from()), TimeIntervals.millis(hold.to())));
        return holds;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
