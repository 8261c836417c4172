package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderDeliveredEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.topics.RecordHeaders;
import dev.orderplatform.runtime.topics.Retained;
import dev.orderplatform.runtime.topics.TopicReader;
import dev.orderplatform.tools.deadletters.Position;
import java.util.Set;

/**
 * The distinct events of a region's topic.
 *
 * @param forPayments those that payment-service applies; it skips the others
 * @param forPoints those that loyalty-service applies
 * @param forBaskets those that recommendation-service applies
 * @param retained since when the topic is complete
 */
record PublishedEvents(
        EventSet events, EventSet forPayments, EventSet forPoints, EventSet forBaskets, Retained retained) {

    private static final Set<String> APPLIED_BY_PAYMENTS =
            Set.of(OrderCancelledEvent.class.getSimpleName(), OrderRefundRequestedEvent.class.getSimpleName());
    private static final Set<String> APPLIED_TO_POINTS = Set.of(
            OrderPaidEvent.class.getSimpleName(),
            OrderDeliveredEvent.class.getSimpleName(),
            OrderRefundRequestedEvent.class.getSimpleName());

    private static final Set<String> APPLIED_TO_BASKETS =
            Set.of(OrderPaidEvent.class.getSimpleName(), OrderRefundRequestedEvent.class.getSimpleName());

    static PublishedEvents read(
            RegionData region,
            TopicReader topics,
            EventStream<?> stream,
            String aggregateType,
            DiscardedEvents discarded,
            Findings findings) {
        var events = new EventSet(aggregateType);
        var forPayments = new EventSet(aggregateType);
        var forPoints = new EventSet(aggregateType);
        var forBaskets = new EventSet(aggregateType);
        var retained = topics.read(stream.topic(), record -> {
            var id = RecordHeaders.text(record, EventHeaders.ID);
            var position = new Position(region.name(), stream.topic(), record.partition(), record.offset());
            id.flatMap(OrderEventId::parse)
                    .filter(event -> event.aggregateType().equals(aggregateType))
                    .ifPresentOrElse(
                            event -> {
                                events.add(event);
                                var type = RecordHeaders.text(record, EventHeaders.TYPE);
                                type.filter(APPLIED_BY_PAYMENTS::contains).ifPresent(_ -> forPayments.add(event));
                                type.filter(APPLIED_TO_POINTS::contains).ifPresent(_ -> forPoints.add(event));
                                type.filter(APPLIED_TO_BASKETS::contains).ifPresent(_ -> forBaskets.add(event));
                            },
                            () -> {
                                if (!discarded.hasDeadLetterOf(position)) {
                                    findings.breach(position + ": " + id.orElse("none") + " is not an event id");
                                }
                            });
        });
        return new PublishedEvents(events, forPayments, forPoints, forBaskets, retained);
    }

    /** Whether all events of an order must still be retained, judging by the time in its id. */
    boolean cover(long orderId) {
        return !OrderId.time(orderId).isBefore(retained.since(Long.toString(orderId)));
    }
}
