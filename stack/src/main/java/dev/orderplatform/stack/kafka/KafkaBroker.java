package dev.orderplatform.stack.kafka;

import dev.orderplatform.stack.process.Folders;
import dev.orderplatform.stack.process.JavaCommand;
import dev.orderplatform.stack.process.Launch;
import dev.orderplatform.stack.process.Program;
import dev.orderplatform.stack.process.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final List<String> flags;

    /** @param flags of its JVM, besides those that it always has */
    public KafkaBroker(KafkaSettings settings, List<Topic> topics, List<String> flags) {
        this.settings = settings;
        this.topics = List.copyOf(topics);
        this.flags = List.copyOf(flags);
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    @Override
    public void prepare() {
        if (Files.notExists(settings.libraries())) {
            throw new StackFailure(
                    "The broker's jars are missing: build the project, they belong into " + settings.libraries());
        }
        try {
            Files.createDirectories(settings.home());
            Files.writeString(configuration(), KafkaConfiguration.of(settings));
            if (Files.notExists(formatted())) {
                format();
            }
        } catch (IOException e) {
            throw new StackFailure("Cannot prepare " + settings + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Launch launch() {
        var all = new ArrayList<>(flags);
        all.addAll(List.of(
                "-Xms96m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=64m",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+ExitOnOutOfMemoryError"));
        return java(all, "kafka.Kafka", List.of(configuration().toString()));
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
        java(
                        List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        "kafka.tools.StorageTool",
                        List.of(
                                "format",
                                "--cluster-id",
                                Uuid.randomUuid().toString(),
                                "--config",
                                configuration().toString()))
                .run();
        Files.createFile(formatted());
    }

    private Launch java(List<String> flags, String mainClass, List<String> arguments) {
        var command = new ArrayList<>(flags);
        command.addAll(QUIET_LOG);
        command.addAll(List.of("-cp", settings.libraries() + "/*", mainClass));
        command.addAll(arguments);
        return new Launch(JavaCommand.ofServer(settings.home(), command), Map.of(), settings.home(), settings.log())
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
