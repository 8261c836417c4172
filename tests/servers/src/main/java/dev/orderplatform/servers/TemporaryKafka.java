package dev.orderplatform.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.kafka.KafkaBroker;
import dev.orderplatform.runtime.kafka.KafkaSettings;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.kafka.Topics;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.topics.TopicReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A Kafka broker for tests, without automatic creation of topics. */
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
        // C1 only: it runs for minutes, too short for C2 to pay off.
        var broker = new KafkaBroker(settings, topics, _ -> List.of("-XX:TieredStopAtLevel=1"));
        var started =
                new TemporaryKafka(home, broker, ServerSupplier.configured().kafka(settings, broker));
        started.startFirst();
        return started;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Creates missing topics. */
    public void ensure(List<Topic> topics) {
        Topics.ensure(bootstrapServers(), topics);
    }

    /** All records that a topic has now, in order within each partition. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reader = new TopicReader(bootstrapServers())) {
            reader.read(topic, record -> records.add(withTextKey(record)));
        }
        return records;
    }

    /** A topic's records of an order. */
    public List<ConsumerRecord<String, byte[]>> records(String topic, long orderId) {
        return records(topic).stream()
                .filter(record -> record.key().equals(Long.toString(orderId)))
                .toList();
    }

    private static ConsumerRecord<String, byte[]> withTextKey(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                new String(record.key(), UTF_8),
                record.value(),
                record.headers(),
                record.leaderEpoch());
    }
}
