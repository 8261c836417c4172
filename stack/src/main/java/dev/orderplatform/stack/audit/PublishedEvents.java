package dev.orderplatform.stack.audit;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.Stream;
import dev.orderplatform.stack.databases.RegionData;
import dev.orderplatform.stack.topics.RecordHeaders;
import dev.orderplatform.stack.topics.TopicReader;
import java.time.Instant;

/**
 * The events of a region's topic, each once however often it was sent.
 *
 * @param completeSince earlier events may have been removed by the topic's retention
 */
record PublishedEvents(EventSet events, Instant completeSince) {

    // A record without a readable id is nobody's event: its consumers made it a dead letter, which is judged there.
    static PublishedEvents of(RegionData region, Stream stream) {
        var events = new EventSet(stream);
        var completeSince = new TopicReader(region.kafka())
                .read(
                        stream.topic(),
                        record -> RecordHeaders.text(record, EventHeaders.ID)
                                .flatMap(EventId::parse)
                                .filter(event -> event.stream() == stream)
                                .ifPresent(events::add));
        return new PublishedEvents(events, completeSince);
    }

    boolean complete() {
        return completeSince.equals(Instant.MIN);
    }
}
