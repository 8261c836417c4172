package dev.orderplatform.stack.deadletters;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.stack.topics.RecordHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that a consumer could not process, as it lies on a dead-letter topic. */
public record DeadLetter(Position position, ConsumerRecord<byte[], byte[]> record) {

    static final String REASON = "kafka_dlt-";
    private static final String NONE = "-";

    /** Empty when the record has none: not every poison record is an event. */
    Optional<String> eventId() {
        return RecordHeaders.text(record, EventHeaders.ID);
    }

    /** The event's id, or its position when it has none. */
    public String name() {
        return eventId().orElseGet(position::toString);
    }

    String type() {
        return RecordHeaders.text(record, EventHeaders.TYPE).orElse(NONE);
    }

    Instant at() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    String reason() {
        return RecordHeaders.text(record, REASON + "exception-message").orElse(NONE);
    }

    String group() {
        return RecordHeaders.text(record, REASON + "original-consumer-group").orElse(NONE);
    }

    String originalTopic() {
        return position.topic().substring(0, position.topic().length() - DeadLetters.SUFFIX.length());
    }
}
