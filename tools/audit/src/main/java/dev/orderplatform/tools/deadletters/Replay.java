package dev.orderplatform.tools.deadletters;

import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters to the topic that they came from. The event id stays, so that a consumer that has had the event
 * ignores it: replaying twice is harmless.
 */
final class Replay implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final KafkaProducer<byte[], byte[]> producer;

    Replay(RegionData region) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        region.kafka(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns once the broker has it. */
    void send(DeadLetter letter) {
        try {
            producer.send(original(letter)).get();
        } catch (ExecutionException | KafkaException e) {
            throw new PlatformException("Cannot replay " + letter.name() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while replaying " + letter.name(), e);
        }
    }

    // The same partition, so that it lies behind the other events of its order.
    static ProducerRecord<byte[], byte[]> original(DeadLetter letter) {
        var record = letter.record();
        var original = new ProducerRecord<>(letter.originalTopic(), record.partition(), record.key(), record.value());
        for (var header : record.headers()) {
            if (!header.key().startsWith(DeadLetter.REASON)) {
                original.headers().add(header);
            }
        }
        return original;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
