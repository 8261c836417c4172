package dev.orderplatform.servers;

import dev.orderplatform.runtime.kafka.KafkaSettings;
import dev.orderplatform.runtime.postgres.PostgresServer;
import dev.orderplatform.runtime.postgres.PostgresSettings;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.process.Resource;
import dev.orderplatform.runtime.seata.SeataSettings;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Each server in a container, set up like those of docker-compose.yml. */
final class ContainerSupplier implements ServerSupplier {

    private final Network network;

    /** @throws PlatformException when there is no Docker */
    ContainerSupplier() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new PlatformException("""
                The tests are to take their servers from containers (-Pcontainers), and no Docker engine answers.
                Start one, or point DOCKER_HOST to one; without -Pcontainers the tests need none.\
                """);
        }
        network = Network.newNetwork();
    }

    @Override
    public Runner postgres(PostgresSettings settings, Program server) {
        return new ContainerRunner(container(ServerImage.POSTGRES, settings.port())
                .withNetworkAliases(alias(settings.port()))
                .withEnv("PGPORT", Integer.toString(settings.port()))
                .withEnv("POSTGRES_PASSWORD", settings.superuserPassword())
                .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", PostgresServer.INITDB_ARGUMENTS))
                .withCopyToContainer(resource("postgres/postgresql.conf"), "/etc/postgresql.conf")
                .withCommand(
                        "postgres",
                        "-c",
                        "config_file=/etc/postgresql.conf",
                        "-c",
                        "listen_addresses=*",
                        "-c",
                        "shared_buffers=" + settings.sharedBuffersMegabytes() + "MB"));
    }

    @Override
    public Runner kafka(KafkaSettings settings, Program broker) {
        var controller = "127.0.0.1:" + settings.controllerPort();
        return new ContainerRunner(container(ServerImage.KAFKA, settings.port())
                .withEnv(Map.of(
                        "KAFKA_HEAP_OPTS", "-Xms96m -Xmx256m",
                        "KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:ReservedCodeCacheSize=64m",
                        "KAFKA_LOG4J_ROOT_LOGLEVEL", "WARN",
                        "KAFKA_LOG_DIRS", "/var/lib/kafka/data",
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                        "KAFKA_CONTROLLER_QUORUM_VOTERS", "1@" + controller,
                        "KAFKA_LISTENERS", "PLAINTEXT://:" + settings.port() + ",CONTROLLER://" + controller,
                        "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + settings.bootstrapServers()))
                .withCopyToContainer(resource("kafka/broker.properties"), "/mnt/shared/config/server.properties"));
    }

    /** Its store has to lie on a server of this supplier: it is reached over their network. */
    @Override
    public Runner seata(SeataSettings settings, Program coordinator) {
        settings.store().prepare();
        var store = settings.store().url().replaceFirst("//[^:]+:(\\d+)/", "//" + alias("$1") + ":$1/");
        return new ContainerRunner(container(ServerImage.SEATA, settings.port())
                .withEnv(Map.of(
                        "SEATA_IP", "127.0.0.1",
                        "SEATA_PORT", Integer.toString(settings.port()),
                        "STORE_MODE", "db",
                        "SERVER_NODE", "1",
                        "JVM_XMS", "32m",
                        "JVM_XMX", "128m"))
                .withEnv(
                        "JAVA_OPT",
                        String.join(
                                " ",
                                List.of(
                                        "-XX:+UseSerialGC",
                                        "-Dspring.config.import=configtree:/run/secrets/,file:/etc/seata.properties",
                                        "-Dseata.server.service-port=" + settings.port(),
                                        "-Dseata.store.db.url=" + store + "?connectTimeout=3&socketTimeout=10",
                                        "-Dseata.store.db.user="
                                                + settings.store().app())))
                .withCopyToContainer(resource("seata/coordinator.properties"), "/etc/seata.properties")
                .withCopyFileToContainer(MountableFile.forHostPath(settings.secrets(), 0444), "/run/secrets"));
    }

    // At the same port inside as outside: what one server or client tells another of it is right for both.
    private GenericContainer<?> container(ServerImage image, int port) {
        var container = new GenericContainer<>(DockerImageName.parse(image.tag())).withNetwork(network);
        container.setPortBindings(List.of("127.0.0.1:%1$d:%1$d".formatted(port)));
        return container;
    }

    private static String alias(Object port) {
        return "postgres-" + port;
    }

    private static Transferable resource(String name) {
        return Transferable.of(Resource.text(name));
    }
}
