package dev.orderplatform.runtime.generate;

import static java.util.stream.Collectors.joining;

import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.Topology;
import java.util.function.Function;
import java.util.stream.Stream;

/** docker-compose.yml: its fixed parts are in the template, its servers and services follow from the topology. */
final class ComposeFile {

    private final Topology demo;
    private final Topology small;

    ComposeFile(Topology demo, Topology small) {
        this.demo = demo;
        this.small = small;
    }

    String text() {
        return Template.resource("docker-compose.yml")
                .with("servers", servers(demo).map(this::server).collect(joining("\n")))
                .with("simulators", simulators())
                .with(
                        "services",
                        ComposeContainer.of(demo).map(ComposeContainer::demo).collect(joining("\n")))
                .with(
                        "services-small",
                        ComposeContainer.of(small).map(ComposeContainer::small).collect(joining("\n")))
                .with("orderctl-secrets", lines(DemoSecrets.passwordNames(demo), name -> "      - " + name))
                .with("healthy", lines(servers(demo), ComposeFile::healthy))
                .with("healthy-small", lines(servers(small), ComposeFile::healthy))
                .with("exposed-ports", lines(exposed(demo), ComposeFile::published))
                .with(
                        "exposed-names",
                        Stream.concat(servers(demo).map(Part::name), Stream.of(SimulatorPart.JVM.name()))
                                .collect(joining(", ")))
                .with("regions", String.join(", ", Topology.regionNames()))
                .with(
                        "networks",
                        lines(Topology.regionNames().stream(), region -> "  " + region + ": {internal: true}"))
                .with("volumes", lines(servers(demo), server -> "  " + server.name() + ": {}"))
                .with("secrets", lines(DemoSecrets.names(demo), ComposeFile::secret))
                .text();
    }

    private String server(Part part) {
        var onlyDemo = small.find(part.name()).isEmpty() ? "    profiles: [demo, expose]\n" : "";
        return switch (part) {
            case PostgresPart postgres -> postgres(postgres, onlyDemo);
            case KafkaPart kafka -> kafka(kafka, onlyDemo);
            default -> throw new IllegalArgumentException(part.name());
        };
    }

    private static String postgres(PostgresPart part, String profiles) {
        var superuser = part.name() + ".postgres";
        return """
              %1$s:
                <<: *postgres
            %2$s    command: postgres -c config_file=/etc/postgresql.conf -c listen_addresses=* -c shared_buffers=%3$dMB
            %4$s    environment: {<<: *postgres-environment, PGPORT: %5$d, POSTGRES_PASSWORD_FILE: /run/secrets/%6$s}
                secrets: [%6$s]
                volumes: ["%1$s:/var/lib/postgresql"]
                networks: [%7$s]
            """.formatted(
                        part.name(),
                        profiles,
                        part.sharedBuffersMegabytes(),
                        part.region().isPresent() ? "" : "    mem_limit: 192m\n",
                        part.port(),
                        superuser,
                        part.region().orElse("wan"));
    }

    private static String kafka(KafkaPart part, String profiles) {
        return """
              %1$s:
                <<: *kafka
            %2$s    environment:
                  <<: *kafka-environment
                  HEALTH_PORT: %3$d
                  KAFKA_CONTROLLER_QUORUM_VOTERS: 1@127.0.0.1:%4$d
                  KAFKA_LISTENERS: PLAINTEXT://:%3$d,CONTROLLER://127.0.0.1:%4$d,HOST://:%5$d
                  KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://%6$s,HOST://127.0.0.1:%3$d
                volumes: ["%1$s:/var/lib/kafka/data"]
                networks: [%7$s, wan]
            """.formatted(
                        part.name(),
                        profiles,
                        part.port(),
                        part.controllerPort(),
                        ExposedPorts.KAFKA_HOST_LISTENER,
                        part.bootstrapServers(),
                        part.region().orElseThrow());
    }

    // The same in all forms: they belong to no region.
    private String simulators() {
        return """
              %s:
                <<: *simulators
                environment:
            %s
                secrets: [%s]
                networks: {wan: {aliases: [%s]}}
            """.formatted(
                        SimulatorPart.JVM.name(),
                        lines(
                                demo.simulators()
                                        .flatMap(ComposeFile::variables)
                                        .distinct()
                                        .sorted(),
                                variable -> "      " + variable),
                        demo.simulators().map(SimulatorPart::secret).collect(joining(", ")),
                        demo.simulators().map(Part::name).collect(joining(", ")));
    }

    private static Stream<String> variables(SimulatorPart part) {
        return part.environment("/run/secrets/" + part.secret(), "/ledgers/" + part.name()).entrySet().stream()
                .map(variable -> variable.getKey() + ": " + variable.getValue());
    }

    private static String healthy(Part server) {
        return "      " + server.name() + ": {condition: service_healthy}";
    }

    private static String published(Part server) {
        return "      - \"127.0.0.1:%1$d:%1$d\"".formatted(server.port());
    }

    private static String secret(String name) {
        return "  %1$s: {file: \"${SECRETS:-./%2$s}/%1$s\"}".formatted(name, DemoSecrets.FOLDER);
    }

    static Stream<Part> servers(Topology topology) {
        return topology.parts().stream().filter(part -> part instanceof PostgresPart || part instanceof KafkaPart);
    }

    /** The parts that the profile expose publishes. */
    static Stream<Part> exposed(Topology topology) {
        return Stream.concat(servers(topology), topology.simulators());
    }

    private static <T> String lines(Stream<T> items, Function<T, String> line) {
        return items.map(line).collect(joining("\n"));
    }
}
