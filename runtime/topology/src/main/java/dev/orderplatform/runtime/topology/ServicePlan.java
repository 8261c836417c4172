package dev.orderplatform.runtime.topology;

import dev.orderplatform.runtime.topology.Service.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Derives one instance of a service from its declaration: configuration, secrets and dependencies. */
final class ServicePlan {
    private static final String REGION = "{REGION}";

    private final Plan plan;
    private final Service service;
    private final Region region;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final List<String> needs = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    /** @param region of the instance; the first one for a service that serves all regions */
    ServicePlan(Plan plan, Service service, Region region) {
        this.plan = plan;
        this.service = service;
        this.region = region;
    }

    ServicePart part() {
        listen();
        connectToDatabase();
        connectToBrokers();
        readRegionMap();
        joinGlobalTransactions();
        callServices();
        callSimulators();
        routeToServices();
        exportTraces();
        serveMetrics();
        return new ServicePart(
                service.part(region),
                service.regional ? Optional.of(region.name()) : Optional.empty(),
                plan.host(service.part(region)),
                plan.port(service.port(region)),
                service.name,
                service.memory(),
                service.routes(),
                needs,
                calls,
                variables,
                secrets,
                data(),
                SharedJvm.of(service, region, Services.ALL));
    }

    private void listen() {
        variables.put("SERVER_ADDRESS", plan.settings().hosts().listen());
        variables.put("SERVER_PORT", Integer.toString(plan.port(service.port(region))));
        if (service.regional) {
            variables.put("PLATFORM_REGION", region.name());
        }
        if (service.has(Use.DEMO_PROFILE)) {
            variables.put("SPRING_PROFILES_ACTIVE", "demo");
        }
        if (service.has(Use.STOCK)) {
            variables.put(
                    Topology.STOCK_VARIABLE, Integer.toString(plan.settings().stock()));
        }
        if (service.has(Use.PAYMENT_WINDOW)) {
            variables.put(Topology.PAYMENT_WINDOW_VARIABLE, plan.settings().paymentWindow());
        }
        secrets.put("platform.security.user-key", "user-key");
        secrets.put("platform.security.service-key", "service-key");
        if (service.has(Use.ENDPOINT_KEY)) {
            secrets.put("platform.notification.endpoints.keys", "endpoint-key");
        }
        if (service.has(Use.SIGNING_KEY)) {
            secrets.put("platform.demo.signing-key", "signing-key");
        }
    }

    private void connectToDatabase() {
        service.database().ifPresent(database -> {
            var server = server();
            var roles = database.databases().getFirst();
            variables.put("PLATFORM_DATABASE_URL", server.url(database.pattern()));
            variables.put("PLATFORM_DATABASE_APP_USERNAME", roles.app());
            variables.put("PLATFORM_DATABASE_OWNER_USERNAME", roles.owner());
            secrets.put("platform.database.app-password", server.name() + "." + roles.app());
            secrets.put("platform.database.owner-password", server.name() + "." + roles.owner());
            needs.add(server.name());
        });
    }

    private void connectToBrokers() {
        if (service.database().isEmpty()) {
            return; // without inbox and outbox, no events
        }
        variables.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", plan.kafka(region).bootstrapServers());
        if (service.has(Use.ALL_BROKERS)) {
            plan.regions()
                    .forEach(any -> variables.put(
                            "PLATFORM_KAFKA_REGIONS_" + any.variable(),
                            plan.kafka(any).bootstrapServers()));
        }
        // A regional service must start while another region is down.
        var brokers = service.regional ? List.of(region) : plan.regions();
        brokers.forEach(any -> needs.add(any.part("kafka")));
    }

    private void readRegionMap() {
        var server = plan.globalPostgres();
        var migrates = service.has(Use.REGION_MAP_SCHEMA);
        if (migrates || service.has(Use.REGION_MAP)) {
            variables.put("PLATFORM_CONTROL_URL", server.url(Plan.CONTROL.name()));
            variables.put("PLATFORM_CONTROL_APP_USERNAME", Plan.CONTROL.app());
            secrets.put("platform.control.app-password", server.name() + "." + Plan.CONTROL.app());
            // An owner does not start without the map; the gateway does.
            (service.regional ? needs : calls).add(server.name());
        }
        if (migrates) {
            variables.put("PLATFORM_CONTROL_OWNER_USERNAME", Plan.CONTROL.owner());
            variables.put(
                    "PLATFORM_CONTROL_REGIONS",
                    plan.regions().stream().map(Region::name).collect(Collectors.joining(",")));
            secrets.put("platform.control.owner-password", server.name() + "." + Plan.CONTROL.owner());
        }
    }

    private void joinGlobalTransactions() {
        if (service.has(Use.COORDINATOR) && plan.multiRegion()) {
            variables.put("PLATFORM_GLOBAL_ENABLED", "true");
            variables.put("PLATFORM_GLOBAL_COORDINATOR", plan.seata().address());
            calls.add(plan.seata().name());
        }
    }

    private void callServices() {
        service.calls().forEach((name, variable) -> {
            var called = Services.named(name);
            var instances = variable.contains(REGION) ? plan.regionsOf(called) : List.of(region);
            instances.forEach(instance -> {
                variables.put(variable.replace(REGION, instance.variable()), plan.url(called, instance));
                calls.add(called.part(instance));
            });
        });
        service.otherRegions()
                .ifPresent(variable -> plan.regions().stream()
                        .filter(other -> !other.equals(region))
                        .forEach(other ->
                                variables.put(variable.replace(REGION, other.variable()), plan.url(service, other))));
    }

    private void callSimulators() {
        service.simulators().forEach((name, variable) -> {
            var simulator = Simulators.named(name);
            variables.put(variable, plan.url(simulator));
            secrets.put("platform.webhooks.secrets", simulator.secret());
            calls.add(name);
        });
    }

    private ServiceData data() {
        return service.database()
                .map(database -> new ServiceData(
                        server().name(),
                        database.databases().stream()
                                .map(PostgresPart.Database::name)
                                .toList(),
                        service.consumptions().stream().flatMap(this::consumers).toList()))
                .orElse(ServiceData.NONE);
    }

    private Stream<ServiceData.Consumer> consumers(Service.Consumption consumption) {
        return plan.regions().stream()
                .filter(any -> !service.regional || any.equals(region) != consumption.ofOtherRegions())
                .map(any -> new ServiceData.Consumer(
                        any.part("kafka"),
                        consumption.group(),
                        consumption.stream().topic()));
    }

    private PostgresPart server() {
        return service.regional ? plan.postgres(region) : plan.globalPostgres();
    }

    private void exportTraces() {
        if (plan.settings().traces().equals(TopologySettings.NO_TRACES)) {
            return;
        }
        variables.put("PLATFORM_TELEMETRY_EXPORTER", "zipkin");
        if (plan.settings().hasZipkin()) {
            variables.put("PLATFORM_TELEMETRY_ENDPOINT", plan.zipkin().spansUrl());
            variables.put("PLATFORM_TELEMETRY_SAMPLING", "1");
            calls.add(plan.zipkin().name());
        } else {
            variables.put("PLATFORM_TELEMETRY_ENDPOINT", plan.settings().traces());
        }
    }

    private void serveMetrics() {
        variables.put("PLATFORM_METRICS_ADDRESS", plan.settings().hosts().listen());
        variables.put(
                "PLATFORM_METRICS_PORT", Integer.toString(ServicePart.metricsPort(plan.port(service.port(region)))));
    }

    private void routeToServices() {
        if (service.has(Use.ROUTES)) {
            Services.ALL.stream()
                    .filter(other -> !other.routes().isEmpty())
                    .forEach(other -> plan.regionsOf(other).forEach(instance -> {
                        variables.put(Topology.upstreamVariable(other.part(instance)), plan.url(other, instance));
                        calls.add(other.part(instance));
                    }));
        }
    }
}
