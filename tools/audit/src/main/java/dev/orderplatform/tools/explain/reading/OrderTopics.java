package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topics.RecordHeaders;
import dev.orderplatform.runtime.topics.TopicReader;
import dev.orderplatform.tools.deadletters.DeadLetter;
import dev.orderplatform.tools.deadletters.Decisions;
import dev.orderplatform.tools.deadletters.Position;
import dev.orderplatform.tools.explain.evidence.Deliveries.Letter;
import dev.orderplatform.tools.explain.evidence.Deliveries.Published;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An order's events and dead letters on its home region's topics.
 *
 * @param published each event once
 */
record OrderTopics(List<Published> published, List<Letter> deadLetters) {

    static final OrderTopics EMPTY = new OrderTopics(List.of(), List.of());

    /** The clocks of machines may differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    OrderTopics {
        published = List.copyOf(published);
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * Reads only the order's partition of each topic, from the time of the order on.
     *
     * @param decisions about dead letters; empty if unknown
     * @param limit of each topic
     * @throws PlatformException if the broker does not answer, or a topic has more records than can be read in time
     */
    static OrderTopics read(
            RegionData region, long orderId, Instant created, Optional<Decisions> decisions, Duration limit) {
        var published = new ArrayList<Published>();
        var letters = new ArrayList<Letter>();
        var key = Long.toString(orderId);
        try (var topics = new TopicReader(region.kafka())) {
            for (var stream : EventStreams.ALL) {
                topics.readKey(stream.topic(), key, created.minus(MARGIN), limit, record -> {
                    var event = published(stream.topic(), record);
                    if (published.stream().noneMatch(other -> other.id().equals(event.id()))) {
                        published.add(event);
                    }
                });
                topics.readKey(stream.deadLetterTopic(), key, created.minus(MARGIN), limit, record -> {
                    var position =
                            new Position(region.name(), stream.deadLetterTopic(), record.partition(), record.offset());
                    add(new DeadLetter(position, record), decisions, letters);
                });
            }
        }
        return new OrderTopics(published, letters);
    }

    private static Published published(String topic, ConsumerRecord<byte[], byte[]> record) {
        return new Published(
                topic,
                RecordHeaders.text(record, EventHeaders.ID).orElse("?"),
                RecordHeaders.text(record, EventHeaders.TYPE).orElse("?"),
                RecordHeaders.text(record, EventHeaders.TIME)
                        .flatMap(OrderTopics::instant)
                        .orElseGet(() -> Instant.ofEpochMilli(record.timestamp())),
                RecordHeaders.text(record, EventHeaders.TRACE_PARENT));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** One that was replayed is on its original topic again. */
    private static void add(DeadLetter letter, Optional<Decisions> decisions, List<Letter> letters) {
        var discarded = decisions.filter(known -> known.discarded(letter)).isPresent();
        var replayed =
                !discarded && decisions.filter(known -> known.cover(letter)).isPresent();
        if (!replayed) {
            letters.add(new Letter(letter.name(), letter.group(), letter.reason(), discarded));
        }
    }
}
