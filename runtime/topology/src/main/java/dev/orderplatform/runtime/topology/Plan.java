package dev.orderplatform.runtime.topology;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.topology.PostgresPart.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Derives the parts from the declared services and regions. */
record Plan(TopologySettings settings, List<Region> regions) {

    static final Database CONTROL = new Database("control", "control");
    private static final Database SEATA_STORE = new Database("seata", "seata");

    Topology topology() {
        var parts = new ArrayList<Part>();
        if (settings.hasZipkin()) {
            parts.add(zipkin());
        }
        parts.add(globalPostgres());
        if (multiRegion()) {
            parts.add(seata());
        }
        for (var region : regions) {
            parts.add(postgres(region));
            parts.add(kafka(region));
            Services.ALL.stream()
                    .filter(service -> service.regional)
                    .forEach(service -> parts.add(new ServicePlan(this, service, region).part()));
        }
        Simulators.ALL.forEach(simulator -> parts.add(simulator(simulator)));
        Services.ALL.stream()
                .filter(service -> !service.regional)
                .forEach(service -> parts.add(new ServicePlan(this, service, regions.getFirst()).part()));
        return new Topology(parts);
    }

    /** One region needs no coordinator. */
    boolean multiRegion() {
        return regions.size() > 1;
    }

    PostgresPart globalPostgres() {
        var databases = new ArrayList<>(List.of(CONTROL));
        databases.addAll(databasesOf(false));
        if (multiRegion()) {
            databases.add(SEATA_STORE);
        }
        return new PostgresPart(
                "postgres-global", Optional.empty(), host("postgres-global"), port(15430), 32, databases);
    }

    ZipkinPart zipkin() {
        return new ZipkinPart("zipkin", host("zipkin"), port(9411));
    }

    SeataPart seata() {
        return new SeataPart("seata", host("seata"), port(18091), globalPostgres(), SEATA_STORE);
    }

    PostgresPart postgres(Region region) {
        var name = region.part("postgres");
        return new PostgresPart(
                name, Optional.of(region.name()), host(name), port(region.postgres()), 128, databasesOf(true));
    }

    KafkaPart kafka(Region region) {
        var name = region.part("kafka");
        return new KafkaPart(
                name,
                Optional.of(region.name()),
                host(name),
                port(region.kafka()),
                port(region.kafkaController()),
                EventStreams.topics());
    }

    private SimulatorPart simulator(Simulator simulator) {
        return new SimulatorPart(
                simulator.name(),
                host(simulator.name()),
                settings.hosts().listen(),
                port(simulator.port()),
                url(Services.named("gateway"), regions.getFirst()) + simulator.callbackPath(),
                simulator.secret());
    }

    String url(Simulator simulator) {
        return "http://%s:%d".formatted(host(simulator.name()), port(simulator.port()));
    }

    String url(Service service, Region region) {
        return "http://%s:%d".formatted(host(service.part(region)), port(service.port(region)));
    }

    /** Where a service's instances run: in each region, or once. */
    List<Region> regionsOf(Service service) {
        return service.regional ? regions : regions.subList(0, 1);
    }

    String host(String part) {
        return settings.hosts().of(part);
    }

    int port(int base) {
        return base + settings.portOffset();
    }

    private static List<Database> databasesOf(boolean regional) {
        return Services.ALL.stream()
                .filter(service -> service.regional == regional)
                .flatMap(service -> service.database().stream())
                .flatMap(database -> database.databases().stream())
                .toList();
    }
}
