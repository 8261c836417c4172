package dev.orderplatform.tools.deadletters;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.runtime.topics.RecordHeaders;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a dead-letter topic: an event that a consumer could not process. */
public record DeadLetter(Position position, ConsumerRecord<byte[], byte[]> record) {

    static final String REASON = "kafka_dlt-";
    private static final String NONE = "-";

    /** Empty if the record has none: a poison record need not be an event. */
    public Optional<String> eventId() {
        return RecordHeaders.text(record, EventHeaders.ID);
    }

    /** The event's id, or the position of a record without one. */
    public String name() {
        return eventId().orElseGet(position::toString);
    }

    String type() {
        return RecordHeaders.text(record, EventHeaders.TYPE).orElse(NONE);
    }

    Instant at() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /**
     * Whether every consumer's inbox still covers the event's time; otherwise a replay could have a second effect. Uses
     * the event's own time, which stays the same if it becomes a dead letter again.
     */
    boolean replayableAt(Instant now) {
        var event = RecordHeaders.text(record, EventHeaders.TIME)
                .flatMap(DeadLetter::instant)
                .orElseGet(this::at);
        return event.plus(EventRetention.REPLAY).isAfter(now);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** What the consumer failed with; {@code -} if unknown. */
    public String reason() {
        return RecordHeaders.text(record, REASON + "exception-message").orElse(NONE);
    }

    /** The consumer group that failed; {@code -} if unknown. */
    public String group() {
        return RecordHeaders.text(record, REASON + "original-consumer-group").orElse(NONE);
    }

    /** The position of the original record, if known. */
    public Optional<Position> origin() {
        var partition = number(REASON + "original-partition", Integer.BYTES);
        var offset = number(REASON + "original-offset", Long.BYTES);
        return partition.flatMap(number ->
                offset.map(at -> new Position(position.region(), originalTopic(), number.getInt(), at.getLong())));
    }

    private Optional<ByteBuffer> number(String header, int bytes) {
        return Optional.ofNullable(record.headers().lastHeader(header))
                .flatMap(found -> Optional.ofNullable(found.value()))
                .filter(value -> value.length == bytes)
                .map(ByteBuffer::wrap);
    }

    String originalTopic() {
        return position.topic().substring(0, position.topic().length() - DeadLetters.SUFFIX.length());
    }
}
