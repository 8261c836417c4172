package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.topics.RecordHeaders;
import dev.orderplatform.runtime.topics.Retained;
import dev.orderplatform.runtime.topics.TopicReader;
import dev.orderplatform.tools.deadletters.Position;

/**
 * The events of a region's topic, each once however often it was sent.
 *
 * @param retained what retention has left of the topic
 */
record PublishedEvents(EventSet events, Retained retained) {

    static PublishedEvents read(
            RegionData region, EventStream<?> stream, String aggregateType, GivenUp givenUp, Findings findings) {
        var events = new EventSet(aggregateType);
        var retained = new TopicReader(region.kafka()).read(stream.topic(), record -> {
            var id = RecordHeaders.text(record, EventHeaders.ID);
            var position = new Position(region.name(), stream.topic(), record.partition(), record.offset());
            id.flatMap(OrderEventId::parse)
                    .filter(event -> event.aggregateType().equals(aggregateType))
                    .ifPresentOrElse(events::add, () -> {
                        if (!givenUp.hasDeadLetterOf(position)) {
                            findings.breach(position + ": " + id.orElse("none") + " is no event's id");
                        }
                    });
        });
        return new PublishedEvents(events, retained);
    }

    /** Whether all events of an order must still be here, by the time that its id tells. */
    boolean cover(long orderId) {
        return !OrderId.time(orderId).isBefore(retained.since(Long.toString(orderId)));
    }
}
