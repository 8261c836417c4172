package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.EventRef;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.List;

/**
 * Which consumers have applied an event of an order.
 *
 * @param applied parts that have
 * @param missing parts that should and have not
 * @param unknown parts whose inbox could not be read, or may have forgotten the event
 */
public record EventDelivery(EventRef event, List<String> applied, List<String> missing, List<String> unknown) {

    public EventDelivery {
        applied = List.copyOf(applied);
        missing = List.copyOf(missing);
        unknown = List.copyOf(unknown);
    }

    /** All events that the order's history calls for, by version. */
    public static List<EventDelivery> ofOrder(OrderEvidence order) {
        return OrderEvents.of(order.order()).stream()
                .map(event -> of(order, event))
                .toList();
    }

    private static EventDelivery of(OrderEvidence order, EventRef event) {
        var consumers = Subscription.all(order).stream()
                .filter(consumer -> consumer.applies(event))
                .map(Subscription::part)
                .toList();
        var rest = consumers.stream()
                .filter(part -> !order.deliveries().hasApplied(part, event.id()))
                .toList();
        return new EventDelivery(
                event,
                consumers.stream().filter(part -> !rest.contains(part)).toList(),
                rest.stream().filter(part -> isKnown(order, event, part)).toList(),
                rest.stream().filter(part -> !isKnown(order, event, part)).toList());
    }

    private static boolean isKnown(OrderEvidence order, EventRef event, String part) {
        return order.hasRead(part) && !order.mayBeForgotten(event);
    }

    /** Such as {@code applied by all 5}, or who has not. */
    public String text() {
        if (missing.isEmpty() && unknown.isEmpty()) {
            return "applied by all " + applied.size();
        }
        var not = missing.isEmpty() ? "" : "not applied by " + String.join(", ", missing);
        var unread = unknown.isEmpty() ? "" : "unknown: " + String.join(", ", unknown);
        return not + (not.isEmpty() || unread.isEmpty() ? "" : "; ") + unread;
    }
}
