package dev.orderplatform.runtime.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all records that a topic has at the time of the call, with one consumer for all topics of a broker. */
public final class TopicReader implements AutoCloseable {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private Optional<KafkaConsumer<byte[], byte[]>> opened = Optional.empty();

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Reads from the earliest offset to the current end, in order within each partition.
     *
     * @return since when the topic is complete
     * @throws PlatformException if the broker does not answer or the topic does not exist
     */
    public Retained read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try {
            var consumer = consumer();
            var partitions = partitions(consumer, topic);
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(ends, consumer, reader);
        } catch (KafkaException e) {
            throw new PlatformException(
                    "Cannot read topic %s at %s: %s".formatted(topic, bootstrapServers, e.getMessage()), e);
        }
    }

    /**
     * Reads the records of one key that were written since a point in time, up to the current end: one partition.
     *
     * @throws PlatformException if the broker does not answer, the topic does not exist, or there is more to read than
     *     the limit allows
     */
    public void readKey(
            String topic, String key, Instant since, Duration limit, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try {
            var consumer = consumer();
            var partition = new TopicPartition(
                    topic, Partitions.of(key, partitions(consumer, topic).size()));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            // Null if all records are older.
            var start = consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli()))
                    .get(partition);
            consumer.assign(List.of(partition));
            consumer.seek(partition, start == null ? end : start.offset());
            readTo(partition, end, limit, consumer, record -> {
                if (Arrays.equals(record.key(), key.getBytes(UTF_8))) {
                    reader.accept(record);
                }
            });
        } catch (KafkaException e) {
            throw new PlatformException(
                    "Cannot read topic %s at %s: %s".formatted(topic, bootstrapServers, e.getMessage()), e);
        }
    }

    private static void readTo(
            TopicPartition partition,
            long end,
            Duration limit,
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("more than can be read in " + limit.toSeconds() + " s");
            }
            for (var record : consumer.poll(Duration.ofMillis(500))) {
                if (record.offset() < end) {
                    reader.accept(record);
                }
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var consumer = opened.orElseGet(
                () -> new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        opened = Optional.of(consumer);
        return consumer;
    }

    @Override
    public void close() {
        opened.ifPresent(KafkaConsumer::close);
    }

    private static Retained readTo(
            Map<TopicPartition, Long> ends,
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var unfinished = new HashMap<>(ends);
        var retained = new HashMap<Integer, Instant>();
        var deadline = System.nanoTime() + IDLE_TIMEOUT.toNanos();
        unfinished.keySet().removeIf(partition -> finished(consumer, partition, ends));
        while (!unfinished.isEmpty()) {
            for (var record : consumer.poll(Duration.ofMillis(500))) {
                var partition = new TopicPartition(record.topic(), record.partition());
                retained.computeIfAbsent(
                        record.partition(),
                        _ -> record.offset() == 0 ? Instant.MIN : Instant.ofEpochMilli(record.timestamp()));
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    reader.accept(record);
                }
                deadline = System.nanoTime() + IDLE_TIMEOUT.toNanos();
            }
            unfinished.keySet().removeIf(partition -> finished(consumer, partition, ends));
            if (System.nanoTime() > deadline) {
                throw new KafkaException(
                        "no record for " + IDLE_TIMEOUT.toSeconds() + " s, " + unfinished + " not read");
            }
        }
        // An empty partition with an end offset: retention removed its records, perhaps up to now.
        ends.forEach((partition, end) ->
                retained.putIfAbsent(partition.partition(), end == 0 ? Instant.MIN : Instant.now()));
        return new Retained(retained);
    }

    private static boolean finished(
            KafkaConsumer<?, ?> consumer, TopicPartition partition, Map<TopicPartition, Long> ends) {
        return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        var known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new KafkaException("no such topic");
        }
        return known.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
                // Bounds the memory, whatever the topic's size.
                entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20),
                entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20),
                // The consumer prefetches beyond the last record, and close() waits for that fetch: 500 ms by default.
                entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 0),
                // To register metrics takes longer than to read a small topic.
                entry(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of()),
                entry(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false),
                entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000),
                entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000));
    }
}
