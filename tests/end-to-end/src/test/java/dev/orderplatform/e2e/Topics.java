package dev.orderplatform.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.topics.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes duplicates and poison records. */
final class Topics {
    private Topics() {}

    /** Publishes every event of these topics again, with its headers. Returns their number. */
    static int publishAgain(String bootstrapServers, List<String> topics) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(bootstrapServers)) {
            topics.forEach(topic -> reader.read(topic, records::add));
        }
        records.removeIf(record -> record.headers().lastHeader("ce_id") == null); // another test's poison record
        try (var producer = producer(bootstrapServers)) {
            records.forEach(record -> producer.send(new ProducerRecord<>(
                    record.topic(), record.partition(), record.key(), record.value(), record.headers())));
        }
        return records.size();
    }

    static void sendPoison(String bootstrapServers, String topic) {
        try (var producer = producer(bootstrapServers)) {
            producer.send(new ProducerRecord<>(topic, "1".getBytes(UTF_8), "{\"rubbish\":".getBytes(UTF_8)));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
