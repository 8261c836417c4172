package dev.orderplatform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
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

/** The only class that sends to Kafka: events from an outbox, dead letters from a consumer. */
public final class KafkaEventSender {
    private static final Logger log = LoggerFactory.getLogger(KafkaEventSender.class);

    private final KafkaTemplate<String, byte[]> template;
    private final Traces traces;
    private final PublishedEvents published;
    private final DeadLetterPublishingRecoverer deadLetters;

    KafkaEventSender(KafkaTemplate<String, byte[]> template, Traces traces, MeterRegistry meters) {
        this.template = template;
        this.traces = traces;
        this.published = new PublishedEvents(meters);
        this.deadLetters = new DeadLetterPublishingRecoverer(template, (record, _) -> deadLetterOf(record));
        // A dead letter that was not stored must fail the batch, or the next commit would lose the record.
        this.deadLetters.setFailIfSendResultIsError(true);
        // Stack traces would multiply the record's size and expose internals to readers of the topic.
        this.deadLetters.excludeHeader(DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd.EX_STACKTRACE);
    }

    /**
     * Connects the producer and fetches the topic's metadata, so that the first event need not wait for it. Blocks for
     * at most 2 s; a missing broker is only logged.
     */
    public void connect(String topic) {
        try {
            template.partitionsFor(topic);
        } catch (KafkaException e) {
            log.warn("broker is not available yet: {}", e.getMessage());
        }
    }

    /** Sends an event. The future yields the partition. If it fails, the event may or may not have been stored. */
    public CompletableFuture<TopicPartition> send(EventStream<?> stream, EventMessage message) {
        return template.send(EventRecords.write(stream, message)).thenApply(sent -> {
            published.count(message.type());
            traceOutbox(stream.topic(), message);
            return new TopicPartition(
                    sent.getRecordMetadata().topic(), sent.getRecordMetadata().partition());
        });
    }

    // From the event's creation until the broker has it.
    private void traceOutbox(String topic, EventMessage message) {
        traces.record(
                "outbox " + topic,
                SpanKind.PRODUCER,
                message.traceparent(),
                message.at(),
                () -> MessageAttributes.of(topic, message.id().toString(), message.type()));
    }

    /**
     * Sends a record to its topic's dead-letter topic, same partition, with its original headers, the reason and the
     * group. Returns once it is stored.
     *
     * @param group the consumer group that could not process it; replay and discard concern only that group
     */
    public void deadLetter(ConsumerRecord<String, byte[]> record, String group, Exception reason) {
        ConsumerRecord<String, byte[]> letter = copy(record);
        // The recoverer knows the group only if Spring's container wrapped the exception.
        letter.headers().add(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, group.getBytes(UTF_8));
        deadLetters.accept(letter, null, reason);
    }

    // The recoverer adds headers, so a replayed record must not keep those of its previous dead letter.
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
