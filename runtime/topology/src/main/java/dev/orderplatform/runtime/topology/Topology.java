package dev.orderplatform.runtime.topology;

import dev.orderplatform.runtime.topology.PostgresPart.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of the platform in the order in which they may start. */
public record Topology(List<Part> parts) {

    public static final List<String> TOPICS =
            List.of("order-events", "inventory-events", "order-events.dlt", "inventory-events.dlt");

    public Topology {
        parts = List.copyOf(parts);
    }

    public static Topology of(TopologySettings settings) {
        return new Plan(settings, Region.ALL.subList(0, settings.regions())).topology();
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

    public String gatewayUrl() {
        return gateway().url().replace("127.0.0.1", "localhost");
    }

    /** Waves of parts: a wave is stopped when all that need or call its members are gone. */
    public List<List<Part>> stopOrder() {
        var waves = new ArrayList<List<Part>>();
        var left = new ArrayList<>(parts);
        while (!left.isEmpty()) {
            var wave = left.stream()
                    .filter(part -> left.stream().noneMatch(other -> uses(other, part)))
                    .toList();
            if (wave.isEmpty()) {
                throw new IllegalStateException("These parts use each other in a circle: " + left);
            }
            waves.add(wave);
            left.removeAll(wave);
        }
        return waves;
    }

    private static boolean uses(Part user, Part used) {
        return user.needs().contains(used.name()) || user.calls().contains(used.name());
    }

    /** How the parts are derived from the regions. */
    private record Plan(TopologySettings settings, List<Region> regions) {
        private static final Database SEATA_STORE = new Database("seata", "seata");

        Topology topology() {
            var parts = new ArrayList<Part>();
            parts.add(globalPostgres());
            if (several()) {
                parts.add(seata());
            }
            regions.forEach(region -> parts.addAll(
                    List.of(postgres(region), kafka(region), orderService(region), inventoryService(region))));
            parts.add(notificationService());
            parts.add(gateway());
            return new Topology(parts);
        }

        // ---- servers

        PostgresPart globalPostgres() {
            return new PostgresPart(
                    "postgres-global",
                    Optional.empty(),
                    host("postgres-global"),
                    port(15430),
                    32,
                    several()
                            ? List.of(
                                    new Database("control", "control"),
                                    new Database("notification", "notification"),
                                    SEATA_STORE)
                            : List.of(
                                    new Database("control", "control"), new Database("notification", "notification")));
        }

        /** What crosses regions needs more than one. */
        boolean several() {
            return regions.size() > 1;
        }

        SeataPart seata() {
            return new SeataPart("seata", host("seata"), port(18091), globalPostgres(), SEATA_STORE);
        }

        PostgresPart postgres(Region region) {
            return new PostgresPart(
                    region.part("postgres"),
                    Optional.of(region.name()),
                    host(region.part("postgres")),
                    port(region.postgres()),
                    128,
                    List.of(
                            new Database("order_ds_0", "order"),
                            new Database("order_ds_1", "order"),
                            new Database("order_ds_2", "order"),
                            new Database("order_ds_3", "order"),
                            new Database("inventory", "inventory")));
        }

        KafkaPart kafka(Region region) {
            return new KafkaPart(
                    region.part("kafka"),
                    Optional.of(region.name()),
                    host(region.part("kafka")),
                    port(region.kafka()),
                    port(region.kafkaController()),
                    TOPICS);
        }

        // ---- services

        ServicePart orderService(Region region) {
            var variables = variables(region, region.orders());
            variables.putAll(database(postgres(region), "order_ds_{n}", "order"));
            variables.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka(region).bootstrapServers());
            variables.put("PLATFORM_CATALOGUE_URL", inventoryUrl(region));
            variables.putAll(brokers());
            variables.putAll(control());
            variables.put("PLATFORM_CONTROL_OWNER_USERNAME", "control_owner");
            variables.put("PLATFORM_CONTROL_REGIONS", String.join(",", names()));
            variables.putAll(global());
            peersOf(region).forEach(peer -> variables.put("PLATFORM_MULTI_REGION_PEER", orderUrl(peer)));
            var secrets = new HashMap<>(secrets(region.part("postgres"), "order"));
            secrets.put("platform.control.app-password", "postgres-global.control_app");
            secrets.put("platform.control.owner-password", "postgres-global.control_owner");
            return new ServicePart(
                    region.part("order-service"),
                    Optional.of(region.name()),
                    host(region.part("order-service")),
                    port(region.orders()),
                    "order-service",
                    320,
                    List.of("postgres-global", region.part("postgres"), region.part("kafka")),
                    with(region.part("inventory-service")),
                    variables,
                    secrets);
        }

        ServicePart inventoryService(Region region) {
            var variables = variables(region, region.inventory());
            variables.putAll(database(postgres(region), "inventory", "inventory"));
            variables.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka(region).bootstrapServers());
            variables.put("SPRING_PROFILES_ACTIVE", "demo");
            variables.put("PLATFORM_INVENTORY_SEED_STOCK", Integer.toString(settings.stock()));
            variables.putAll(global());
            peersOf(region)
                    .forEach(peer -> variables.put("PLATFORM_PEERS_INVENTORY_" + peer.variable(), inventoryUrl(peer)));
            return new ServicePart(
                    region.part("inventory-service"),
                    Optional.of(region.name()),
                    host(region.part("inventory-service")),
                    port(region.inventory()),
                    "inventory-service",
                    160,
                    List.of(region.part("postgres"), region.part("kafka")),
                    with(),
                    variables,
                    secrets(region.part("postgres"), "inventory"));
        }

        ServicePart notificationService() {
            var variables = listeningAt(8103);
            variables.putAll(database(globalPostgres(), "notification", "notification"));
            variables.putAll(brokers());
            return new ServicePart(
                    "notification-service",
                    Optional.empty(),
                    host("notification-service"),
                    port(8103),
                    "notification-service",
                    160,
                    Stream.concat(Stream.of("postgres-global"), regions.stream().map(region -> region.part("kafka")))
                            .toList(),
                    List.of(),
                    variables,
                    secrets("postgres-global", "notification"));
        }

        ServicePart gateway() {
            var variables = listeningAt(8080);
            variables.put("SPRING_PROFILES_ACTIVE", "demo");
            variables.put("PLATFORM_GATEWAY_NOTIFICATION_SERVICE", url("notification-service", 8103));
            variables.putAll(control());
            var calls = new ArrayList<>(List.of("postgres-global", "notification-service"));
            for (var region : regions) {
                var prefix = "PLATFORM_GATEWAY_REGIONS_" + region.variable();
                variables.put(prefix + "_ORDER_SERVICE", orderUrl(region));
                variables.put(prefix + "_INVENTORY_SERVICE", inventoryUrl(region));
                calls.addAll(List.of(region.part("order-service"), region.part("inventory-service")));
            }
            return new ServicePart(
                    "gateway",
                    Optional.empty(),
                    host("gateway"),
                    port(8080),
                    "gateway",
                    256,
                    List.of(),
                    calls,
                    variables,
                    Map.of(
                            "platform.security.user-key", "user-key",
                            "platform.security.service-key", "service-key",
                            "platform.demo.signing-key", "signing-key",
                            "platform.control.app-password", "postgres-global.control_app"));
        }

        // ---- what services have in common

        private Map<String, String> variables(Region region, int port) {
            var variables = listeningAt(port);
            variables.put("PLATFORM_REGION", region.name());
            return variables;
        }

        private Map<String, String> global() {
            return several()
                    ? Map.of("PLATFORM_GLOBAL_ENABLED", "true", "PLATFORM_GLOBAL_COORDINATOR", seata().address())
                    : Map.of();
        }

        /** What a service that takes part in global transactions calls. */
        private List<String> with(String... others) {
            return Stream.concat(Stream.of(others), several() ? Stream.of("seata") : Stream.of())
                    .toList();
        }

        private Map<String, String> control() {
            return Map.of(
                    "PLATFORM_CONTROL_URL",
                    globalPostgres().url("control"),
                    "PLATFORM_CONTROL_APP_USERNAME",
                    "control_app");
        }

        private Map<String, String> brokers() {
            return regions.stream()
                    .collect(Collectors.toMap(
                            region -> "PLATFORM_KAFKA_REGIONS_" + region.variable(),
                            region -> kafka(region).bootstrapServers()));
        }

        private List<Region> peersOf(Region region) {
            return regions.stream().filter(other -> !other.equals(region)).toList();
        }

        private List<String> names() {
            return regions.stream().map(Region::name).toList();
        }

        private Map<String, String> listeningAt(int port) {
            return new HashMap<>(
                    Map.of("SERVER_ADDRESS", settings.hosts().listen(), "SERVER_PORT", Integer.toString(port(port))));
        }

        private static Map<String, String> database(PostgresPart server, String database, String module) {
            return Map.of(
                    "PLATFORM_DATABASE_URL", server.url(database),
                    "PLATFORM_DATABASE_APP_USERNAME", module + "_app",
                    "PLATFORM_DATABASE_OWNER_USERNAME", module + "_owner");
        }

        private static Map<String, String> secrets(String server, String module) {
            return Map.of(
                    "platform.security.user-key",
                    "user-key",
                    "platform.security.service-key",
                    "service-key",
                    "platform.database.app-password",
                    server + "." + module + "_app",
                    "platform.database.owner-password",
                    server + "." + module + "_owner");
        }

        private String orderUrl(Region region) {
            return url(region.part("order-service"), region.orders());
        }

        private String inventoryUrl(Region region) {
            return url(region.part("inventory-service"), region.inventory());
        }

        private String url(String part, int port) {
            return "http://%s:%d".formatted(host(part), port(port));
        }

        private String host(String part) {
            return settings.hosts().of(part);
        }

        private int port(int usual) {
            return usual + settings.portOffset();
        }
    }
}
