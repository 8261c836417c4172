package dev.orderplatform.runtime.generate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.SharedJvm;
import dev.orderplatform.runtime.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A container of docker-compose.yml: one service, or all that share a JVM.
 *
 * @param services never empty
 */
record ComposeContainer(String name, List<ServicePart> services) {
    /** Variables of services that a variable of Compose replaces. */
    private static final Map<String, String> REPLACEABLE =
            Map.of(Topology.STOCK_VARIABLE, "STOCK", Topology.PAYMENT_WINDOW_VARIABLE, "PAYMENT_WINDOW");

    static Stream<ComposeContainer> of(Topology topology) {
        return topology
                .services()
                .collect(groupingBy(ComposeContainer::nameOf, LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(container -> new ComposeContainer(container.getKey(), container.getValue()));
    }

    /** The name of a service's container. */
    static String nameOf(ServicePart service) {
        return service.jvm().map(SharedJvm::name).orElse(service.name());
    }

    /** In the profiles of all regions. */
    String demo() {
        var attached = isShared() ? withAliases() : networks().collect(joining(", ", "[", "]"));
        return block(name, "*service", "    profiles: [demo, expose]\n", attached);
    }

    /** In the profile of one region. */
    String small() {
        return block(name + "-small", "[*service-small, *service]", "", withAliases());
    }

    private String block(String container, String base, String profiles, String networks) {
        return """
              %s:
                <<: %s
            %s    image: order-platform/%s
                build: %s
                mem_limit: %dm
            %s    environment:
            %s
                secrets:
            %s
                networks: %s
            """.formatted(
                container,
                base,
                profiles,
                image(),
                build(),
                megabytes(),
                isGateway() ? ports() : "",
                lines(variables(), ComposeContainer::variable),
                lines(
                        secrets(),
                        secret -> "      - {source: %s, target: %s}".formatted(secret.getValue(), secret.getKey())),
                networks);
    }

    private boolean isShared() {
        return services.size() > 1;
    }

    private ServicePart first() {
        return services.getFirst();
    }

    // Instances in all regions run the same image.
    private String image() {
        return isShared()
                ? first().region().map(region -> name.replace("-" + region, "")).orElse(name)
                : first().module();
    }

    private String build() {
        var modules = services.stream().map(ServicePart::module).collect(joining(" "));
        return isShared()
                ? "{<<: *build, target: shared, args: {<<: *build-arguments, SERVICES: %s}}".formatted(modules)
                : "{<<: *build, args: {<<: *build-arguments, SERVICE: %s}}".formatted(modules);
    }

    /** Services that share a JVM need two thirds of what they need alone (docs/decisions/0014). */
    private int megabytes() {
        var sum = services.stream()
                .mapToInt(service -> service.memory().container())
                .sum();
        return isShared() ? sum * 2 / 3 : sum;
    }

    /** With the service's name in front if several share the container. */
    private Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        for (var service : services) {
            var prefix = isShared() ? service.module() + "." : "";
            service.environment().forEach((name, value) -> variables.put(prefix + name, value));
        }
        return variables;
    }

    /** The file's path below /run/secrets → secret. */
    private Map<String, String> secrets() {
        var secrets = new LinkedHashMap<String, String>();
        for (var service : services) {
            var folder = isShared() ? service.module() + "/" : "";
            service.secrets().forEach((property, secret) -> secrets.put(folder + property, secret));
        }
        return secrets;
    }

    private Stream<String> networks() {
        return isGateway() ? Stream.of("wan", "edge") : Stream.concat(first().region().stream(), Stream.of("wan"));
    }

    /** Others reach a service by its own name. */
    private String withAliases() {
        var aliases = services.stream().map(ServicePart::name).collect(joining(", "));
        return networks()
                .map(network -> "%s: {aliases: [%s]}".formatted(network, aliases))
                .collect(joining(", ", "{", "}"));
    }

    private boolean isGateway() {
        return name.equals("gateway");
    }

    private String ports() {
        return "    ports: [\"127.0.0.1:${GATEWAY_PORT:-%1$d}:%1$d\"]\n".formatted(first().port());
    }

    private static String variable(Map.Entry<String, String> variable) {
        var value = REPLACEABLE.entrySet().stream()
                .filter(setting -> variable.getKey().endsWith(setting.getKey()))
                .findFirst()
                .map(setting -> "${%s:-%s}".formatted(setting.getValue(), variable.getValue()))
                .orElse(variable.getValue());
        // Compose accepts no boolean.
        return "      %s: %s".formatted(variable.getKey(), value.equals("true") ? "\"true\"" : value);
    }

    private static String lines(Map<String, String> entries, Function<Map.Entry<String, String>, String> line) {
        return entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(line)
                .collect(joining("\n"));
    }
}
