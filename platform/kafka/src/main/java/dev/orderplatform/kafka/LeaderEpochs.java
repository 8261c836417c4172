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
 * The leader epochs of partitions. A partition's epoch grows whenever its broker starts or another one takes over: between
 * two equal readings no acknowledged record was lost.
 */
public final class LeaderEpochs implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final KafkaTemplate<String, byte[]> template;
    private final SingletonSupplier<Admin> admin;
    private volatile boolean connected;

    /** @param admin called once, at the first reading */
    LeaderEpochs(KafkaTemplate<String, byte[]> template, Supplier<Admin> admin) {
        this.template = template;
        this.admin = SingletonSupplier.of(() -> {
            connected = true;
            return admin.get();
        });
    }

    /**
     * Of all partitions of these topics. Blocks for a few seconds at most.
     *
     * @throws KafkaException when the broker does not answer
     */
    public Map<TopicPartition, Integer> read(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        topics.stream()
                .flatMap(topic -> template.partitionsFor(topic).stream())
                .forEach(partition ->
                        wanted.put(new TopicPartition(partition.topic(), partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, Integer> epochs = new HashMap<>();
        try {
            admin.obtain()
                    .listOffsets(wanted)
                    .all()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, offset) ->
                            offset.leaderEpoch().ifPresent(epoch -> epochs.put(partition, epoch)));
            return epochs;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("no leader epochs of " + topics, e);
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
