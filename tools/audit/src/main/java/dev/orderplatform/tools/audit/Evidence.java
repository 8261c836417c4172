package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.DatabaseConnections;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.databases.ServiceDatabases;
import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.supervision.RecordedOutages;
import dev.orderplatform.runtime.supervision.RecordedOutages.Outage;
import dev.orderplatform.runtime.topics.TopicReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The auditor's sources: read-only databases, simulators and the record of outages. */
final class Evidence implements AutoCloseable {

    private static final String GLOBAL = "";

    private final List<RegionDatabases> regions = new ArrayList<>();
    /** By region. */
    private final Map<String, ServiceDatabases> services = new HashMap<>();
    /** By region. */
    private final Map<String, TopicReader> topics = new HashMap<>();

    private final ReadOnlyDatabase notification;
    private final ReadOnlyDatabase control;
    private final Optional<Path> outages;
    private final List<SimulatorData> simulators;
    private final boolean paymentWindow;

    /** @param connections remain open when the evidence is closed */
    Evidence(PlatformData data, DatabaseConnections connections) {
        outages = data.outages();
        simulators = data.simulators();
        paymentWindow = data.paymentWindow();
        notification = connections.to(data.global(), "notification", data.auditor());
        control = connections.to(data.global(), "control", data.auditor());
        for (var region : data.regions()) {
            regions.add(RegionDatabases.open(region, connections));
            topics.put(region.name(), new TopicReader(region.kafka()));
            services.put(
                    region.name(),
                    ServiceDatabases.open(region.postgres(), region.services(), region.auditor(), connections));
        }
        services.put(GLOBAL, ServiceDatabases.open(data.global(), data.globalServices(), data.auditor(), connections));
    }

    List<RegionDatabases> regions() {
        return regions;
    }

    TopicReader topics(RegionDatabases region) {
        return Objects.requireNonNull(topics.get(region.region().name()));
    }

    /** The databases of all services, one element a server. */
    Collection<ServiceDatabases> services() {
        return services.values();
    }

    ReadOnlyDatabase payments(RegionDatabases region) {
        return database(region.region().name(), "payment-service");
    }

    ReadOnlyDatabase logistics(RegionDatabases region) {
        return database(region.region().name(), "logistics-service");
    }

    private ReadOnlyDatabase database(String region, String service) {
        return Optional.ofNullable(services.get(region)).stream()
                .flatMap(databases -> databases.of(service).stream())
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        "This platform has no " + service + (region.equals(GLOBAL) ? "" : " in " + region)));
    }

    ReadOnlyDatabase loyalty() {
        return database(GLOBAL, "loyalty-service");
    }

    ReadOnlyDatabase recommendation() {
        return database(GLOBAL, "recommendation-service");
    }

    /** Whether unpaid orders are cancelled. */
    boolean paymentWindow() {
        return paymentWindow;
    }

    List<SimulatorData> simulators() {
        return simulators;
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

    boolean isHeld(String part) {
        return holds(part).contains(System.currentTimeMillis());
    }

    @Override
    public void close() {
        topics.values().forEach(TopicReader::close);
    }
}
