package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.tools.explain.evidence.EventRef;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Events that a consumer has not applied, one cause for each consumer. */
final class MissingEffects implements Finder {

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        var causes = new LinkedHashMap<String, Cause>();
        var events = events(order);
        for (var consumer : Subscription.all(order)) {
            // Nothing is known about a consumer whose inbox could not be read.
            events.stream()
                    .filter(_ -> order.hasRead(consumer.part()))
                    .filter(consumer::applies)
                    .filter(event -> !order.deliveries().hasApplied(consumer.part(), event.id()))
                    .findFirst()
                    .ifPresent(event -> new Delivery(order, event, consumer)
                            .missing()
                            .ifPresent(cause -> causes.putIfAbsent(key(order, event, consumer), cause)));
        }
        return causes.values().stream().filter(cause -> cause.kind() != Cause.Kind.IN_PROGRESS);
    }

    /** An event that is not published is missing everywhere for one reason. */
    private static String key(OrderEvidence order, EventRef event, Subscription consumer) {
        return order.deliveries().isPublished(event.id()) ? consumer.part() + consumer.aggregate() : event.id();
    }

    /** Later, retention may have removed an event from its topic and its id from the inboxes. */
    private static List<EventRef> events(OrderEvidence order) {
        var known = Stream.of(
                OrderEvents.of(order.order()).stream(),
                order.stock().reservation().stream()
                        .flatMap(reservation -> reservation.event(order.order().id()).stream()),
                order.deliveries().published().stream()
                        .filter(event -> !event.id().startsWith("order-"))
                        .map(event -> new EventRef(event.id(), event.type(), event.at())),
                order.deliveries().outbox().stream()
                        .filter(row -> !row.id().startsWith("order-"))
                        .map(row -> new EventRef(row.id(), row.type(), row.at())));
        return known.flatMap(events -> events)
                .filter(event -> event.at().plus(EventRetention.TOPIC).isAfter(order.now()))
                .toList();
    }
}
