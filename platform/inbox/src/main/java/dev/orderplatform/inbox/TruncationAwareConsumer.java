package dev.orderplatform.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Adds the leader epoch to the offsets that Spring's container commits and seeks to. A crash of the broker's machine
 * may truncate a log below a committed offset, and new records reuse the lost offsets. With the offset alone, a
 * consumer would skip the new records below it. With the epoch, Kafka's client detects the truncation and resets to
 * where the logs diverge (KIP-320).
 */
final class TruncationAwareConsumer extends KafkaConsumer<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(TruncationAwareConsumer.class);

    /** Leader epochs at the positions before and after the last poll, by partition and offset. */
    private final Map<TopicPartition, Map<Long, Optional<Integer>>> epochs = new HashMap<>();

    private TruncationAwareConsumer(Map<String, Object> config) {
        super(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    static ConsumerFactory<String, byte[]> factory(Map<String, Object> config) {
        return new DefaultKafkaConsumerFactory<>(config) {
            @Override
            protected Consumer<String, byte[]> createRawConsumer(Map<String, Object> configOfOne) {
                return new TruncationAwareConsumer(configOfOne);
            }
        };
    }

    @Override
    public ConsumerRecords<String, byte[]> poll(Duration timeout) {
        ConsumerRecords<String, byte[]> polled = super.poll(timeout);
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<String, byte[]>> records = polled.records(partition);
            ConsumerRecord<String, byte[]> first = records.getFirst();
            ConsumerRecord<String, byte[]> last = records.getLast();
            epochs.put(partition, Map.of(first.offset(), first.leaderEpoch(), last.offset() + 1, last.leaderEpoch()));
        }
        return polled;
    }

    /** Called after a batch was applied, with the position after it. */
    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        offsets.forEach((partition, offset) -> positions.put(partition, position(partition, offset.offset())));
        try {
            super.commitSync(positions, timeout);
        } catch (ApiException | InterruptException | WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            // This consumer has left its group, and the container would repeat the commit after rejoining. If the
            // broker has lost all data, the committed epoch would be newer than the broker's, and a consumer starting
            // there would wait until the broker's epoch catches up. Without the commit it resumes from the previous
            // one.
            log.warn("{} was not committed: {}", positions, e.getMessage());
        }
    }

    /** Called after a batch failed, with the position before it. */
    @Override
    public void seek(TopicPartition partition, long offset) {
        super.seek(partition, position(partition, offset));
    }

    private OffsetAndMetadata position(TopicPartition partition, long offset) {
        Optional<Integer> epoch = epochs.getOrDefault(partition, Map.of()).getOrDefault(offset, Optional.empty());
        return new OffsetAndMetadata(offset, epoch, "");
    }
}
