package dev.orderplatform.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Leader epochs of partitions. An epoch increases whenever the partition's broker restarts or another one takes over.
 * If two readings are equal, no acknowledged record was lost in between.
 */
public final class LeaderEpochs implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final KafkaTemplate<String, byte[]> template;
    private final SingletonSupplier<Admin> admin;
    private volatile boolean connected;

    /** @param admin called once, at the first read */
    LeaderEpochs(KafkaTemplate<String, byte[]> template, Supplier<Admin> admin) {
        this.template = template;
        this.admin = SingletonSupplier.of(() -> {
            connected = true;
            return admin.get();
        });
    }

    /**
     * The leader epochs of all partitions of these topics. Blocks for a few seconds at most.
     *
     * @throws KafkaException if the broker does not respond
     */
    public Map<TopicPartition, Integer> read(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> latestOffsets = new HashMap<>();
        topics.stream()
                .flatMap(topic -> template.partitionsFor(topic).stream())
                .forEach(partition -> latestOffsets.put(
                        new TopicPartition(partition.topic(), partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, Integer> epochs = new HashMap<>();
        try {
            admin.obtain()
                    .listOffsets(latestOffsets)
                    .all()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, offset) ->
                            offset.leaderEpoch().ifPresent(epoch -> epochs.put(partition, epoch)));
            return epochs;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("can't read the leader epochs of " + topics, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while reading leader epochs", e);
        }
    }

    @Override
    public void close() {
        if (connected) {
            admin.obtain().close(Duration.ZERO);
        }
    }
}
