package dev.orderplatform.runtime.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of the platform in a valid start order. */
public record Topology(List<Part> parts) {

    /** The environment variable for the initial units of each SKU. */
    public static final String STOCK_VARIABLE = "PLATFORM_INVENTORY_SEED_STOCK";

    public static final String PAYMENT_WINDOW_VARIABLE = "PLATFORM_PAYMENT_WINDOW";

    public Topology {
        parts = List.copyOf(parts);
    }

    public static Topology of(TopologySettings settings) {
        return new Plan(settings, Region.ALL.subList(0, settings.regions())).topology();
    }

    /** The names of all regions that a platform can have; the first is that of a platform of one region. */
    public static List<String> regionNames() {
        return Region.ALL.stream().map(Region::name).toList();
    }

    public Stream<ServicePart> services() {
        return parts.stream()
                .flatMap(part -> part instanceof ServicePart service ? Stream.of(service) : Stream.empty());
    }

    public Stream<SimulatorPart> simulators() {
        return parts.stream()
                .flatMap(part -> part instanceof SimulatorPart simulator ? Stream.of(simulator) : Stream.empty());
    }

    /** The JVMs that several parts share. */
    public Stream<SharedJvm> sharedJvms() {
        return Stream.concat(
                        services().flatMap(service -> service.jvm().stream()),
                        simulators().map(_ -> SimulatorPart.JVM))
                .distinct();
    }

    /** All that read from a broker. */
    public List<ServiceData.Consumer> consumersAt(String broker) {
        return services()
                .flatMap(service -> service.data().consumers().stream())
                .filter(consumer -> consumer.broker().equals(broker))
                .toList();
    }

    /** The services that store on a PostgreSQL server. */
    public List<ServicePart> servicesAt(String server) {
        return services()
                .filter(service -> service.data().server().equals(server))
                .toList();
    }

    /** The Maven modules of the services. */
    public List<String> modules() {
        return services().map(ServicePart::module).distinct().toList();
    }

    public Optional<Part> find(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    public <P extends Part> P part(Class<P> type, String name) {
        return find(name).map(type::cast).orElseThrow();
    }

    public ServicePart gateway() {
        return part(ServicePart.class, "gateway");
    }

    /** Where traces are shown; empty unless the platform has a Zipkin. */
    public Optional<String> tracesUrl() {
        return find("zipkin").map(ZipkinPart.class::cast).map(ZipkinPart::url);
    }

    public String gatewayUrl() {
        return gateway().url().replace("127.0.0.1", "localhost");
    }

    /** Groups of parts in stop order: a part stops after all that need or call it. */
    public List<List<Part>> stopOrder() {
        var waves = new ArrayList<List<Part>>();
        var remaining = new ArrayList<>(parts);
        while (!remaining.isEmpty()) {
            var wave = remaining.stream()
                    .filter(part -> remaining.stream().noneMatch(other -> uses(other, part)))
                    .toList();
            if (wave.isEmpty()) {
                throw new IllegalStateException("Cyclic dependency between parts: " + remaining);
            }
            waves.add(wave);
            remaining.removeAll(wave);
        }
        return waves;
    }

    /** The gateway's environment variable for the base URL of a service's instance. */
    public static String upstreamVariable(String part) {
        return "UPSTREAM_" + part.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean uses(Part user, Part used) {
        return user.needs().contains(used.name()) || user.calls().contains(used.name());
    }
}
