package dev.orderplatform.runtime.generate;

import static java.util.stream.Collectors.joining;

import dev.orderplatform.runtime.topology.ServicePart;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A service in docker-compose.yml. */
record ComposeService(ServicePart part) {
    private static final String STOCK = "PLATFORM_INVENTORY_SEED_STOCK";

    /** In the profiles of all regions. */
    String demo() {
        return block(
                part.name(), "*service", "    profiles: [demo, expose]\n", "[" + String.join(", ", networks()) + "]");
    }

    /** In the profile of one region. Others reach it by the part's name. */
    String small() {
        var alias = Stream.of(networks())
                .map(network -> "%s: {aliases: [%s]}".formatted(network, part.name()))
                .collect(joining(", ", "{", "}"));
        return block(part.name() + "-small", "[*service-small, *service]", "", alias);
    }

    private String block(String name, String base, String profiles, String networks) {
        return """
              %s:
                <<: %s
            %s    image: order-platform/%5$s
                build: {<<: *build, args: {<<: *build-arguments, SERVICE: %5$s}}
                mem_limit: %6$dm
            %7$s    environment:
            %8$s
                secrets:
            %9$s
                networks: %4$s
            """.formatted(
                name,
                base,
                profiles,
                networks,
                part.module(),
                part.memory().container(),
                isGateway() ? ports() : "",
                entries(part.environment(), ComposeService::variable),
                entries(
                        part.secrets(),
                        secret -> "      - {source: %s, target: %s}".formatted(secret.getValue(), secret.getKey())));
    }

    private String[] networks() {
        return isGateway()
                ? new String[] {"wan", "edge"}
                : part.region().map(region -> new String[] {region, "wan"}).orElse(new String[] {"wan"});
    }

    private boolean isGateway() {
        return part.name().equals("gateway");
    }

    private String ports() {
        return "    ports: [\"127.0.0.1:${GATEWAY_PORT:-%1$d}:%1$d\"]\n".formatted(part.port());
    }

    private static String variable(Map.Entry<String, String> variable) {
        var value = variable.getKey().equals(STOCK) ? "${STOCK:-%d}".formatted(Form.STOCK) : variable.getValue();
        // Compose accepts no boolean.
        return "      %s: %s".formatted(variable.getKey(), value.equals("true") ? "\"true\"" : value);
    }

    private static String entries(Map<String, String> entries, Function<Map.Entry<String, String>, String> line) {
        return entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(line)
                .collect(joining("\n"));
    }
}
