package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.kafka.KafkaBroker;
import dev.orderplatform.stack.kafka.KafkaSettings;
import dev.orderplatform.stack.kafka.Topic;
import dev.orderplatform.stack.kafka.Topics;
import dev.orderplatform.stack.process.Ports;
import dev.orderplatform.stack.process.Project;
import java.nio.file.Path;
import java.util.List;

/** A Kafka broker for tests. Topics are never made by merely using them. */
public final class TemporaryKafka extends TemporaryServer {

    private final KafkaBroker broker;

    private TemporaryKafka(Path home, KafkaBroker broker, Runner runner) {
        super(home, broker, runner);
        this.broker = broker;
    }

    public static TemporaryKafka start(List<Topic> topics) {
        var home = newHome("kafka");
        var settings = new KafkaSettings(
                Project.locate().brokerLibraries(), home, logFile(home), "127.0.0.1", Ports.anyFree(), Ports.anyFree());
        var broker = new KafkaBroker(settings, topics, _ -> List.of());
        var started = new TemporaryKafka(home, broker, ServerSupplier.chosen().kafka(settings, broker));
        started.startFirst();
        return started;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Creates those topics that are missing. */
    public void ensure(List<Topic> topics) {
        Topics.ensure(bootstrapServers(), topics);
    }
}
