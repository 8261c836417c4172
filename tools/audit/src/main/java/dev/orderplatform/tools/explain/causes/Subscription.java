package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.EventRef;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A consumer of an order's events that records them in an inbox.
 *
 * @param group its consumer group
 * @param part the instance of the service
 * @param postgres the server of its inbox
 * @param aggregate the prefix of the ids of its events, such as {@code order-}
 * @param types whether it applies an event type; it skips others
 */
record Subscription(String group, String part, String postgres, String aggregate, Predicate<String> types) {

    private static final String ORDER = "order-";
    private static final Set<String> ENDS_PAYMENTS = Set.of("OrderCancelledEvent", "OrderRefundRequestedEvent");
    private static final Set<String> MOVES_POINTS =
            Set.of("OrderPaidEvent", "OrderDeliveredEvent", "OrderRefundRequestedEvent");
    private static final Set<String> CHANGES_BASKETS = Set.of("OrderPaidEvent", "OrderRefundRequestedEvent");

    /** All consumers of an order's events, those that move it on before those of its side effects. */
    static List<Subscription> all(OrderEvidence order) {
        return Stream.of(
                        Stream.of(
                                local(order, "inventory-service", "inventory-service", ORDER, _ -> true),
                                local(order, "order-service", "order-service", "stock-", _ -> true),
                                local(order, "order-payments", "order-service", "payment-", _ -> true),
                                local(order, "order-shipments", "order-service", "parcel-", _ -> true),
                                local(order, "payment-service", "payment-service", ORDER, ENDS_PAYMENTS::contains),
                                local(order, "logistics-service", "logistics-service", ORDER, _ -> true)),
                        Stream.of(
                                global("notification-service", _ -> true),
                                global("loyalty-service", MOVES_POINTS::contains),
                                global("recommendation-service", CHANGES_BASKETS::contains)),
                        order.home().otherRegions().stream().map(Subscription::replication))
                .flatMap(part -> part)
                .toList();
    }

    static Subscription group(OrderEvidence order, String group) {
        return all(order).stream()
                .filter(consumer -> consumer.group.equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static Subscription local(
            OrderEvidence order, String group, String service, String aggregate, Predicate<String> types) {
        return new Subscription(
                group, order.local(service), "postgres-" + order.home().region(), aggregate, types);
    }

    private static Subscription global(String service, Predicate<String> types) {
        return new Subscription(service, service, "postgres-global", ORDER, types);
    }

    private static Subscription replication(String region) {
        return new Subscription("order-replication", "order-service-" + region, "postgres-" + region, ORDER, _ -> true);
    }

    boolean applies(EventRef event) {
        return event.id().startsWith(aggregate) && types.test(event.type());
    }
}
