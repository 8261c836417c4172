package dev.orderplatform.runtime.topics;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.ServiceData.Consumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The lag of a broker's consumer groups. */
public final class ConsumerLag implements AutoCloseable {

    public static final String INVENTORY = "inventory-service";
    public static final String NOTIFICATION = "notification-service";
    public static final String ORDERS = "order-service";

    /** The consumer groups with which order-service applies payment and shipment events. */
    public static final String PAYMENTS = "order-payments";

    public static final String SHIPMENTS = "order-shipments";

    /** The consumer group with which a region's order-service replicates the other region's orders. */
    public static final String REPLICATION = "order-replication";

    private static final int REQUEST_TIMEOUT_MS = 10_000;

    private final String bootstrapServers;
    private final Admin admin;

    public ConsumerLag(String bootstrapServers) {
        this(bootstrapServers, REQUEST_TIMEOUT_MS);
    }

    /** @param timeoutMs timeout of each request */
    public ConsumerLag(String bootstrapServers, int timeoutMs) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs / 2));
    }

    /**
     * @param written sum of the end offsets
     * @param waiting records that the group has not committed
     */
    public record Lag(long written, long waiting) {}

    /** The group's lag on a topic. A group that never committed has all of it before it. */
    public Lag of(String group, String topic) {
        var consumer = new Consumer(bootstrapServers, group, topic);
        return Objects.requireNonNull(of(List.of(consumer)).get(consumer));
    }

    /** The lags of several groups, read with as many requests as for one. */
    public Map<Consumer, Lag> of(List<Consumer> consumers) {
        try {
            var topics = consumers.stream().map(Consumer::topic).distinct().toList();
            var partitions = partitions(topics);
            var ends = offsets(partitions, OffsetSpec.latest());
            var starts = offsets(partitions, OffsetSpec.earliest());
            var committed = committed(consumers);
            return consumers.stream().distinct().collect(Collectors.toMap(consumer -> consumer, consumer -> {
                var own = committed.getOrDefault(consumer.group(), Map.of());
                return lag(consumer.topic(), ends, starts, own);
            }));
        } catch (ExecutionException e) {
            throw new PlatformException(
                    "Cannot ask Kafka at %s about its topics: %s".formatted(bootstrapServers, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while asking Kafka at " + bootstrapServers, e);
        }
    }

    private static Lag lag(
            String topic,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        var written = 0L;
        var waiting = 0L;
        for (var end : ends.entrySet()) {
            if (end.getKey().topic().equals(topic)) {
                // A partition without a committed offset has no entry, or a null. Records that retention removed don't
                // count.
                var done = Optional.ofNullable(committed.get(end.getKey())).map(OffsetAndMetadata::offset);
                var start = starts.getOrDefault(end.getKey(), 0L);
                written += end.getValue();
                waiting += end.getValue() - Math.max(done.orElse(0L), start);
            }
        }
        return new Lag(written, waiting);
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(List<Consumer> consumers)
            throws ExecutionException, InterruptedException {
        var groups = consumers.stream()
                .map(Consumer::group)
                .distinct()
                .collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        return admin.listConsumerGroupOffsets(groups).all().get();
    }

    private List<TopicPartition> partitions(List<String> topics) throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var specs = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which));
        return admin.listOffsets(specs).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
