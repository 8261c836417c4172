package dev.orderplatform.runtime.topology;

import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.runtime.topology.PostgresPart.Database;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The declaration of a service. Its name is that of its Maven module, and its database has a role of the same name. */
final class Service {

    /** What a service uses besides its database. */
    enum Use {
        /** It consumes the events of all regions: {@code PLATFORM_KAFKA_REGIONS_*}. */
        ALL_BROKERS,
        /** It takes part in Seata's global transactions. */
        COORDINATOR,
        /** It reads the map slot → region in the control database. A regional service does not start without it. */
        REGION_MAP,
        /** It also creates and migrates that map. */
        REGION_MAP_SCHEMA,
        /** Demo data or demo tokens. */
        DEMO_PROFILE,
        /** It encrypts the secrets of customers' webhook endpoints. */
        ENDPOINT_KEY,
        /** It signs the demo's user tokens. */
        SIGNING_KEY,
        /** The initial stock: {@link Topology#STOCK_VARIABLE}. */
        STOCK,
        /** When unpaid orders are cancelled: {@link Topology#PAYMENT_WINDOW_VARIABLE}. */
        PAYMENT_WINDOW,
        /** The addresses of all services with routes: {@code UPSTREAM_*}. */
        ROUTES
    }

    final String name;
    final int port;
    final boolean regional;
    private final Set<Use> uses = EnumSet.noneOf(Use.class);
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, String> calls = new LinkedHashMap<>();
    private final Map<String, String> simulators = new LinkedHashMap<>();
    private final List<Consumption> consumptions = new ArrayList<>();
    private Optional<ServiceDatabase> database = Optional.empty();
    private Optional<String> otherRegions = Optional.empty();
    private Optional<String> sharedJvm = Optional.empty();
    private Memory memory = new Memory(160, 384);

    /**
     * @param module prefix of its roles
     * @param pattern the databases' names, with {@code {n}} for their number if there are several
     */
    record ServiceDatabase(String module, String pattern, int count) {

        List<Database> databases() {
            return IntStream.range(0, count)
                    .mapToObj(n -> new Database(pattern.replace("{n}", Integer.toString(n)), module))
                    .toList();
        }
    }

    /**
     * A consumer group and what it reads.
     *
     * @param ofOtherRegions from the brokers of the other regions instead of its own one
     */
    record Consumption(String group, EventStream<?> stream, boolean ofOtherRegions) {}

    private Service(String name, int port, boolean regional) {
        this.name = name;
        this.port = port;
        this.regional = regional;
    }

    /** One instance a region, with the region's database server and broker. */
    static Service inEachRegion(String name, int portInFirstRegion) {
        return new Service(name, portInFirstRegion, true);
    }

    /** One instance for all regions. It publishes to the first region's broker. */
    static Service forAllRegions(String name, int port) {
        return new Service(name, port, false);
    }

    Service database(String name) {
        return databases(name, name, 1);
    }

    Service databases(String module, String pattern, int count) {
        database = Optional.of(new ServiceDatabase(module, pattern, count));
        return this;
    }

    /**
     * Adds a route of the gateway; the first route that matches counts.
     *
     * @param scope this or any of the others is required
     */
    Service routes(String path, Route.Scope scope, Route.Scope... others) {
        routes.add(new Route(path, EnumSet.of(scope, others), Optional.empty()));
        return this;
    }

    /**
     * Adds a route for the signed callbacks of a system outside the platform: JSON by POST, at most 64 KiB, without a
     * token. The service verifies the signature.
     *
     * @param idField field of the body with the id of a payment or parcel, {@code <orderId>-<n>}: the gateway sends the
     *     callback to the region that owns the order
     */
    Service callback(String path, String idField) {
        routes.add(new Route(path, Set.of(), Optional.of(idField)));
        return this;
    }

    Service uses(Use... more) {
        uses.addAll(List.of(more));
        return this;
    }

    /**
     * It calls a service of its region, or of no region, and can do without it for a while.
     *
     * @param variable environment variable for the base URL; with {@code {REGION}} for a region's name, it calls the
     *     instances of all regions
     */
    Service calls(String service, String variable) {
        calls.put(service, variable);
        return this;
    }

    /**
     * It calls a simulated external system, and verifies its callbacks with the secret {@code platform.webhooks.secrets}. It can
     * do without it for a while.
     *
     * @param variable environment variable for the base URL
     */
    Service callsSimulator(String simulator, String variable) {
        simulators.put(simulator, variable);
        return this;
    }

    /**
     * Consumes the events of its region, or of all regions if it runs once. `status` and the auditor watch the group's
     * lag.
     */
    Service consumes(String group, EventStream<?> stream) {
        consumptions.add(new Consumption(group, stream, false));
        return this;
    }

    /** Consumes the events of the other regions only. */
    Service consumesOtherRegions(String group, EventStream<?> stream) {
        consumptions.add(new Consumption(group, stream, true));
        return this;
    }

    /** @param variable environment variable for the other region's base URL; {@code {REGION}} stands for its name */
    Service callsOtherRegions(String variable) {
        otherRegions = Optional.of(variable);
        return this;
    }

    /**
     * On one machine, it runs in one JVM with all others of that name (docs/decisions/0014). They must not need the same
     * library in different versions.
     */
    Service sharesJvm(String name) {
        sharedJvm = Optional.of(name);
        return this;
    }

    Service megabytes(int heap, int container) {
        memory = new Memory(heap, container);
        return this;
    }

    boolean has(Use use) {
        return uses.contains(use);
    }

    List<Route> routes() {
        return routes;
    }

    Map<String, String> calls() {
        return calls;
    }

    Map<String, String> simulators() {
        return simulators;
    }

    List<Consumption> consumptions() {
        return consumptions;
    }

    Optional<ServiceDatabase> database() {
        return database;
    }

    Optional<String> otherRegions() {
        return otherRegions;
    }

    Optional<String> sharedJvm() {
        return sharedJvm;
    }

    Memory memory() {
        return memory;
    }

    /** The name of its instance in a region. */
    String part(Region region) {
        return regional ? region.part(name) : name;
    }

    int port(Region region) {
        return regional ? port + region.serviceOffset() : port;
    }
}
