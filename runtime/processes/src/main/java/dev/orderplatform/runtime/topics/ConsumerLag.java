package dev.orderplatform.runtime.topics;

import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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
        try {
            var ends = offsets(topic, OffsetSpec.latest());
            var starts = offsets(topic, OffsetSpec.earliest());
            var committedOffsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var waiting = 0L;
            for (var end : ends.entrySet()) {
                // A partition without a committed offset has no entry, or a null. Records that retention removed don't
                // count.
                var committed =
                        Optional.ofNullable(committedOffsets.get(end.getKey())).map(OffsetAndMetadata::offset);
                var start = starts.getOrDefault(end.getKey(), 0L);
                waiting += end.getValue() - Math.max(committed.orElse(0L), start);
            }
            return new Lag(ends.values().stream().mapToLong(Long::longValue).sum(), waiting);
        } catch (ExecutionException e) {
            throw new PlatformException(
                    "Cannot ask Kafka at %s about %s: %s".formatted(bootstrapServers, topic, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while asking Kafka at " + bootstrapServers, e);
        }
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var specs = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(description -> description.partitions().stream())
                .collect(Collectors.toMap(info -> new TopicPartition(topic, info.partition()), _ -> which));
        return admin.listOffsets(specs).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
