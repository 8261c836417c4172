package dev.orderplatform.tools.deadletters;

import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.topics.TopicReader;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The dead letters of a region. */
public final class DeadLetters {

    static final String SUFFIX = EventStream.deadLetterTopic("");
    static final List<String> TOPICS =
            EventStreams.ALL.stream().map(EventStream::deadLetterTopic).toList();

    private final RegionData region;
    private final List<String> topics;

    public DeadLetters(RegionData region) {
        this(region, TOPICS);
    }

    DeadLetters(RegionData region, List<String> topics) {
        this.region = region;
        this.topics = List.copyOf(topics);
    }

    /** Reads all that match, oldest first within a partition. */
    public void each(Predicate<DeadLetter> filter, Consumer<DeadLetter> reader) {
        try (var source = new TopicReader(region.kafka())) {
            for (var topic : topics) {
                source.read(topic, record -> {
                    var position = new Position(region.name(), topic, record.partition(), record.offset());
                    var letter = new DeadLetter(position, record);
                    if (filter.test(letter)) {
                        reader.accept(letter);
                    }
                });
            }
        }
    }
}
