package dev.orderplatform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.contracts.EventStream;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.support.KafkaHeaders;

/** Sends to Kafka. Nothing else does: events come here from an outbox, dead letters from a consumer that gave up. */
public final class KafkaEvents {
    private static final Logger log = LoggerFactory.getLogger(KafkaEvents.class);

    private final KafkaTemplate<String, byte[]> template;
    private final DeadLetterPublishingRecoverer deadLetters;

    KafkaEvents(KafkaTemplate<String, byte[]> template) {
        this.template = template;
        this.deadLetters = new DeadLetterPublishingRecoverer(template, (record, _) -> deadLetterOf(record));
        // A dead letter that was not stored must fail the batch, or the record would be lost with the next commit.
        this.deadLetters.setFailIfSendResultIsError(true);
        // Stack traces would multiply the record's size and tell readers of the topic about our inside.
        this.deadLetters.excludeHeader(DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd.EX_STACKTRACE);
    }

    /**
     * Connects the producer and learns the topic's partitions, for which the first event would wait else. Blocks for two
     * seconds at most; without a broker nothing is gained and nothing lost.
     */
    public void connect(String topic) {
        try {
            template.partitionsFor(topic);
        } catch (KafkaException e) {
            log.warn("no broker yet: {}", e.getMessage());
        }
    }

    /**
     * Sends an event. The future has the partition; it fails when the event was not stored within the delivery time-out: it
     * may be there or not.
     */
    public CompletableFuture<TopicPartition> send(EventStream<?> stream, EventMessage message) {
        return template.send(EventRecords.write(stream, message))
                .thenApply(sent -> new TopicPartition(
                        sent.getRecordMetadata().topic(),
                        sent.getRecordMetadata().partition()));
    }

    /**
     * Puts a record that can't be processed on its topic's dead-letter topic, same partition, with its original headers,
     * the reason and the group. Returns once it is stored.
     *
     * @param group the consumer group that gave it up: a decision about the dead letter concerns that group alone
     */
    public void deadLetter(ConsumerRecord<String, byte[]> record, String group, Exception reason) {
        ConsumerRecord<String, byte[]> letter = copy(record);
        // The recoverer knows the group only where Spring's container wrapped the exception.
        letter.headers().add(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, group.getBytes(UTF_8));
        deadLetters.accept(letter, null, reason);
    }

    // The recoverer adds headers; a record that came through the dead-letter topic before must not collect them twice.
    private static ConsumerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> record) {
        RecordHeaders headers = new RecordHeaders();
        record.headers().forEach(header -> {
            if (!header.key().startsWith("kafka_dlt-")) {
                headers.add(header);
            }
        });
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                headers,
                record.leaderEpoch());
    }

    private static TopicPartition deadLetterOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(EventStream.deadLetterTopic(record.topic()), record.partition());
    }
}
