package dev.orderplatform.runtime.orderctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.postgres.PostgresServer;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.service.ServiceJvm;
import dev.orderplatform.runtime.supervision.Programs;
import dev.orderplatform.runtime.topology.Hosts;
import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Kind;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.SeataPart;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.SharedJvm;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import dev.orderplatform.servers.ServerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compose and orderctl share one topology: the same parts, configuration and ports. */
class ComposeFileTest {

    /** For servers, simulators and the services of this platform. */
    private static final int MAX_MEGABYTES = 6 * 1024;

    private static final Set<String> MODULES = Set.of(
            "order-service",
            "inventory-service",
            "payment-service",
            "logistics-service",
            "notification-service",
            "loyalty-service",
            "recommendation-service",
            "gateway");

    /** For each instance of a service that a team has added. */
    private static final int MAX_MEGABYTES_OF_ADDED = 512;

    private final ComposeFile file = ComposeFile.read();

    /** The platform's forms, each a Compose profile. */
    enum Form {
        DEMO(2, "provision"),
        SMALL(1, "provision-small");

        final String profile = name().toLowerCase(Locale.ROOT);
        final int regions;
        final Topology topology;
        final String provision;

        Form(int regions, String provision) {
            this.regions = regions;
            this.topology = Topology.of(new TopologySettings(regions, 1000, 0, Hosts.NAMED));
            this.provision = provision;
        }

        <P extends Part> Stream<P> parts(Class<P> type) {
            return topology.parts().stream().filter(type::isInstance).map(type::cast);
        }

        Stream<Part> servers() {
            return topology.parts().stream().filter(part -> part.kind() == Kind.POSTGRES || part.kind() == Kind.KAFKA);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachPartHasAServiceAndThereIsAProvisioner(Form form) {
        var parts =
                form.topology.parts().stream().map(ComposeFileTest::containerOf).distinct();
        assertThat(file.services(form.profile).map(service -> service.part(form.profile)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(parts, Stream.of("provision")).toList());
    }

    @ParameterizedTest
    @EnumSource
    void servicesHaveTheSameConfiguration(Form form) {
        form.parts(ServicePart.class).forEach(part -> {
            var service = file.service(form.profile, part.name());
            assertThat(service.environment(part.module())).as(part.name()).isEqualTo(part.environment());
            assertThat(service.secrets(part.module())).as(part.name()).isEqualTo(part.secrets());
        });
    }

    @ParameterizedTest
    @EnumSource
    void simulatorsHaveTheSameConfigurationAndTheSecretsOfTheServicesThatTheyCall(Form form) {
        form.parts(SimulatorPart.class).forEach(part -> {
            var container = file.service(form.profile, part.name());
            assertThat(container.environment())
                    .containsAllEntriesOf(part.environment("/run/secrets/" + part.secret(), "/ledgers/" + part.name()));
            assertThat(container.secrets()).containsEntry(part.secret(), part.secret());
            assertThat(container.volumes()).containsExactly("simulators:/ledgers");
            assertThat(form.parts(ServicePart.class)
                            .filter(service -> service.calls().contains(part.name())))
                    .isNotEmpty()
                    .allSatisfy(service ->
                            assertThat(service.secrets()).containsEntry("platform.webhooks.secrets", part.secret()));
        });
    }

    @Test
    void serviceJvmsHaveTheSameFlags() throws IOException {
        var options = Files.readAllLines(Project.locate().root().resolve("infra/docker/jvm.options"));
        assertThat(options).contains(ServiceJvm.DEFAULT_FLAGS.split(" ")).containsAll(ServiceJvm.REQUIRED_FLAGS);
    }

    @ParameterizedTest
    @EnumSource
    void calledServicesAreReachableByThePartsName(Form form) {
        var called = form.topology.parts().stream()
                .flatMap(part -> Stream.concat(part.needs().stream(), part.calls().stream()))
                .collect(Collectors.toSet());
        called.forEach(name -> {
            var service = file.service(form.profile, name);
            assertThat(Stream.concat(Stream.of(service.name()), service.aliases().stream()))
                    .contains(name);
        });
    }

    @ParameterizedTest
    @EnumSource
    void databasesListenAtTheTopologysPorts(Form form) {
        form.parts(PostgresPart.class).forEach(part -> {
            var service = file.service(form.profile, part.name());
            var superuser = part.name() + ".postgres";
            assertThat(service.environment())
                    .containsEntry("PGPORT", Integer.toString(part.port()))
                    .containsEntry("POSTGRES_PASSWORD_FILE", "/run/secrets/" + superuser)
                    .containsEntry("POSTGRES_INITDB_ARGS", String.join(" ", PostgresServer.INITDB_ARGUMENTS));
            assertThat(service.secrets()).containsOnlyKeys(superuser);
            assertThat(service.text("command")).endsWith("shared_buffers=" + part.sharedBuffersMegabytes() + "MB");
            assertThat(service.volumes()).containsExactly(part.name() + ":/var/lib/postgresql");
        });
    }

    @ParameterizedTest
    @EnumSource
    void brokersListenAtTheTopologysPorts(Form form) {
        form.parts(KafkaPart.class).forEach(part -> {
            var service = file.service(form.profile, part.name());
            var controller = "127.0.0.1:" + part.controllerPort();
            assertThat(service.environment())
                    .containsEntry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@" + controller)
                    .containsEntry(
                            "KAFKA_LISTENERS",
                            "PLAINTEXT://:%d,CONTROLLER://%s,HOST://:29092".formatted(part.port(), controller))
                    .containsEntry(
                            "KAFKA_ADVERTISED_LISTENERS",
                            "PLAINTEXT://%s,HOST://127.0.0.1:%d".formatted(part.bootstrapServers(), part.port()));
            assertThat(service.volumes()).containsExactly(part.name() + ":/var/lib/kafka/data");
        });
    }

    @Test
    void coordinatorListensAtTheTopologysPortAndUsesItsStore() {
        var part = Form.DEMO.topology.part(SeataPart.class, "seata");
        var service = file.service("demo", "seata");
        assertThat(service.environment().get("JAVA_OPT"))
                .contains("-Dseata.server.service-port=" + part.port())
                .contains("-Dseata.store.db.url="
                        + part.store().url(part.database().name()) + "?")
                .contains("-Dseata.store.db.user=" + part.database().app());
        assertThat(service.secrets())
                .isEqualTo(Map.of(
                        "seata.store.db.password",
                        part.store().name() + "." + part.database().app()));
    }

    @ParameterizedTest
    @EnumSource
    void servicesStartAfterTheirServersAreProvisioned(Form form) {
        form.topology.parts().stream()
                .filter(part -> part.kind() == Kind.SERVICE || part.kind() == Kind.SEATA)
                .forEach(part -> assertThat(
                                file.service(form.profile, part.name()).dependencies())
                        .as(part.name())
                        .isEqualTo(Map.of(form.provision, "service_completed_successfully")));
        assertThat(file.service(form.provision).dependencies())
                .isEqualTo(form.servers().collect(Collectors.toMap(Part::name, _ -> "service_healthy")));
    }

    /** It creates the roles, databases and topics of this topology, see Provision. */
    @Test
    void orderctlHasThePasswordOfEachRoleAndTheServiceKey() {
        var secrets = Form.DEMO
                .parts(PostgresPart.class)
                .flatMap(part -> roles(part).map(role -> part.name() + "." + role))
                .collect(Collectors.toSet());
        secrets.add("service-key");
        for (var name : Set.of("provision", "provision-small", "orderctl")) {
            assertThat(file.service(name).secrets()).as(name).containsOnlyKeys(secrets);
        }
        assertThat(file.secrets()).containsAll(secrets);
    }

    /** The provisioner needs the number of regions; other commands query it. */
    @ParameterizedTest
    @EnumSource
    void onlyTheProvisionerIsConfiguredWithTheRegions(Form form) {
        assertThat(file.service(form.provision).environment())
                .isEqualTo(Map.of("ORDERCTL_REGIONS", Integer.toString(form.regions)));
        assertThat(file.service("orderctl").environment()).isEmpty();
    }

    private static Stream<String> roles(PostgresPart part) {
        var modules = part.databases().stream().flatMap(database -> Stream.of(database.owner(), database.app()));
        return Stream.concat(Stream.of("postgres", Programs.AUDITOR), modules);
    }

    @ParameterizedTest
    @EnumSource
    void onlyPartsOfARegionAreOnItsNetwork(Form form) {
        form.topology.parts().forEach(part -> {
            var networks = file.service(form.profile, part.name()).networks();
            networks.removeAll(Set.of("wan", "edge"));
            assertThat(networks)
                    .as(part.name())
                    .isEqualTo(part.region().map(Set::of).orElse(Set.of()));
        });
    }

    @Test
    void onlyTheGatewayIsPublishedByDefaultAndAllPortsAreOnLoopback() {
        var exposed = Stream.concat(Form.DEMO.servers(), Form.DEMO.topology.simulators())
                .map(Part::port)
                .map(ComposeFileTest::published);
        assertThat(file.service("expose").ports()).containsExactlyInAnyOrderElementsOf(exposed.toList());
        for (var form : Form.values()) {
            assertThat(file.services(form.profile).flatMap(service -> service.ports().stream()))
                    .containsExactly(published(form.topology.gateway().port()));
        }
    }

    @Test
    void theOverrideAddsTheIpv6LoopbackAddress() {
        var override = ComposeFile.read("docker-compose.ipv6.yml");
        var gateways = Stream.of(Form.values())
                .map(form -> file.service(form.profile, "gateway").name());
        assertThat(override.services().map(ComposeFile.Service::name))
                .containsExactlyInAnyOrderElementsOf(gateways.toList());
        assertThat(override.services())
                .allSatisfy(service -> assertThat(service.ports())
                        .containsExactly("[::1]:%1$d:%1$d"
                                .formatted(Form.DEMO.topology.gateway().port())));
    }

    /** A recreated server may get another address; nginx resolves a name again only if it is in a variable. */
    @Test
    void exposedServersAreResolvedAgain() throws IOException {
        var proxy = Files.readString(Project.locate().root().resolve("infra/docker/expose.conf"));
        assertThat(proxy).containsPattern("resolver 127\\.0\\.0\\.11 valid=[1-4]s");
        assertThat(proxy.lines().map(String::strip).filter(line -> line.startsWith("proxy_pass ")))
                .containsExactly("proxy_pass $target;");
        assertThat(Form.DEMO.servers())
                .allSatisfy(part -> assertThat(proxy)
                        .contains("listen %d;".formatted(part.port()))
                        .containsPattern("\\b%d %s:\\d+;".formatted(part.port(), part.name())));
    }

    @Test
    void testsUseTheSameImages() {
        assertThat(file.service("postgres-east").text("image")).isEqualTo(ServerImage.POSTGRES.tag());
        assertThat(file.service("kafka-east").text("image")).isEqualTo(ServerImage.KAFKA.tag());
        assertThat(file.service("seata").text("image")).isEqualTo(ServerImage.SEATA.tag());
    }

    /** Parts that share a JVM share a container. */
    private static String containerOf(Part part) {
        return switch (part) {
            case ServicePart service -> service.jvm().map(SharedJvm::name).orElse(part.name());
            case SimulatorPart _ -> SimulatorPart.JVM.name();
            default -> part.name();
        };
    }

    private static String published(int port) {
        return "127.0.0.1:%1$d:%1$d".formatted(port);
    }

    @ParameterizedTest
    @EnumSource
    void memoryLimitsSumUpToSixGigabytesAtMost(Form form) {
        var added = form.parts(ServicePart.class)
                .filter(part -> !MODULES.contains(part.module()))
                .count();
        assertThat(file.services(form.profile)
                        .mapToInt(ComposeFile.Service::memoryMegabytes)
                        .sum())
                .isLessThanOrEqualTo((int) (MAX_MEGABYTES + added * MAX_MEGABYTES_OF_ADDED));
    }

    @Test
    void foreignImagesArePinnedAndOurContainersAreReadOnly() {
        file.services().forEach(service -> {
            if (service.text("image").startsWith("order-platform/")) {
                assertThat(service.text("read_only")).as(service.name()).isEqualTo("true");
            } else {
                assertThat(service.text("image")).as(service.name()).matches("[a-z/-]+:[0-9]+(\\.[0-9]+)+");
            }
        });
    }
}
