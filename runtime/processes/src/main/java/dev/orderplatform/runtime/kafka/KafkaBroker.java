package dev.orderplatform.runtime.kafka;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.Uuid;

/** A Kafka broker that is its own controller (KRaft), in a JVM of its own, on kept data. */
public final class KafkaBroker implements Program {

    private static final List<String> QUIET_LOG = List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.utils.AppInfoParser=error");

    private final KafkaSettings settings;
    private final List<Topic> topics;
    private final UnaryOperator<List<String>> startFlags;

    /** @param startFlags further flags of its JVM, given all others and the main class */
    public KafkaBroker(KafkaSettings settings, List<Topic> topics, UnaryOperator<List<String>> startFlags) {
        this.settings = settings;
        this.topics = List.copyOf(topics);
        this.startFlags = startFlags;
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    @Override
    public void prepare() {
        if (Files.notExists(settings.libraries())) {
            throw new PlatformException(
                    "The broker's jars are missing: build the project, they belong into " + settings.libraries());
        }
        try {
            Files.createDirectories(settings.home());
            Files.writeString(configuration(), KafkaConfiguration.of(settings));
            if (Files.notExists(formatted())) {
                format();
            }
        } catch (IOException e) {
            throw new PlatformException("Cannot prepare " + settings + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Launch launch() {
        var arguments = arguments(
                List.of(
                        "-Xms96m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:ReservedCodeCacheSize=64m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+ExitOnOutOfMemoryError"),
                "kafka.Kafka",
                List.of(configuration().toString()));
        arguments.addAll(0, startFlags.apply(arguments));
        return java(arguments);
    }

    @Override
    public boolean ready() {
        return BrokerGreeting.answered(settings.host(), settings.port());
    }

    @Override
    public void provision() {
        Topics.ensure(settings.bootstrapServers(), topics);
    }

    // The marker comes last: a format that was interrupted starts again from nothing.
    private void format() throws IOException {
        Folders.delete(settings.data());
        if (Files.exists(settings.formattedFeatures())) {
            copyFormat();
        } else {
            formatByTool();
        }
        Files.createFile(formatted());
    }

    // What the tool writes differs from broker to broker by two ids only; its JVM takes three CPU-seconds.
    private void copyFormat() throws IOException {
        Folders.createPrivate(settings.data());
        Files.copy(settings.formattedFeatures(), features());
        var properties = Files.createFile(
                settings.data().resolve("meta.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(properties, """
            version=1
            cluster.id=%s
            directory.id=%s
            node.id=1
            """.formatted(Uuid.randomUuid(), Uuid.randomUuid()));
    }

    private void formatByTool() throws IOException {
        java(arguments(
                        List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        "kafka.tools.StorageTool",
                        List.of(
                                "format",
                                "--cluster-id",
                                Uuid.randomUuid().toString(),
                                "--config",
                                configuration().toString())))
                .run();
        var copy = settings.libraries().resolveSibling(Uuid.randomUuid() + ".tmp");
        Files.copy(features(), copy);
        Files.move(copy, settings.formattedFeatures(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path features() {
        return settings.data().resolve("bootstrap.checkpoint");
    }

    private List<String> arguments(List<String> flags, String mainClass, List<String> rest) {
        var arguments = new ArrayList<>(flags);
        arguments.addAll(QUIET_LOG);
        arguments.addAll(List.of("-cp", settings.libraries() + "/*", mainClass));
        arguments.addAll(rest);
        return arguments;
    }

    private Launch java(List<String> arguments) {
        return new Launch(JavaCommand.ofServer(settings.home(), arguments), Map.of(), settings.home(), settings.log())
                .privately();
    }

    private Path configuration() {
        return settings.home().resolve("server.properties");
    }

    private Path formatted() {
        return settings.home().resolve("formatted");
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
