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

/** How far the consumers of a broker are behind. */
public final class ConsumerLag implements AutoCloseable {

    public static final String INVENTORY = "inventory-service";
    public static final String NOTIFICATION = "notification-service";
    public static final String ORDERS = "order-service";

    /** The group by which a region's order-service replicates the others' orders. */
    public static final String REPLICATION = "order-replication";

    private static final int PATIENCE_MS = 10_000;

    private final String bootstrapServers;
    private final Admin admin;

    public ConsumerLag(String bootstrapServers) {
        this(bootstrapServers, PATIENCE_MS);
    }

    /** @param patienceMs longest wait for each answer */
    public ConsumerLag(String bootstrapServers, int patienceMs) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs / 2));
    }

    /**
     * @param written records ever written
     * @param waiting records that the group has not committed
     */
    public record Lag(long written, long waiting) {}

    /** How much of a topic a group has still to take; a group that never came has all of it before it. */
    public Lag of(String group, String topic) {
        try {
            var ends = offsets(topic, OffsetSpec.latest());
            var starts = offsets(topic, OffsetSpec.earliest());
            var taken = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var waiting = 0L;
            for (var end : ends.entrySet()) {
                // There is no entry, or a null, for a partition that the group has not committed yet. Nobody waits for
                // what retention removed.
                var committed = Optional.ofNullable(taken.get(end.getKey())).map(OffsetAndMetadata::offset);
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
        var wanted = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(description -> description.partitions().stream())
                .collect(Collectors.toMap(info -> new TopicPartition(topic, info.partition()), _ -> which));
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
