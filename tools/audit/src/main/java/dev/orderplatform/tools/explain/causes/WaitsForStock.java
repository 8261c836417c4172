package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.StockEvidence.Reservation;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PENDING order waits until inventory has decided, and order-service has applied the decision. */
final class WaitsForStock implements Finder {

    private static final String INVENTORY = "inventory-service";

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        return order
                .stock()
                .reservation()
                .map(reservation -> decided(order, reservation))
                .orElseGet(() -> OrderEvents.of(order.order()).stream()
                        .findFirst()
                        .flatMap(created -> Delivery.missing(order, created, INVENTORY)))
                .stream();
    }

    private static Optional<Cause> decided(OrderEvidence order, Reservation reservation) {
        return reservation.status().equals("WAITING")
                ? Optional.of(shortOfStock(order, reservation))
                : reservation
                        .event(order.order().id())
                        .flatMap(decision -> Delivery.missing(order, decision, "order-service"));
    }

    private static Cause shortOfStock(OrderEvidence order, Reservation reservation) {
        var shortage = order.local(INVENTORY) + " is short of " + missing(order, reservation);
        var helpers = Stream.concat(
                        Stream.of(order.local(INVENTORY)),
                        order.home().otherRegions().stream()
                                .flatMap(region -> Stream.of(INVENTORY + "-" + region, "seata")))
                .toArray(String[]::new);
        return order.parts()
                .firstNotReady(helpers)
                .map(state -> NotReady.cause(
                        state,
                        shortage,
                        state.part() + ", which is needed to fetch units from another region, " + state.text()))
                .orElseGet(() -> Cause.of(
                        Cause.Kind.STOCK,
                        shortage + ": it waits for units from another region, and is rejected if all have too few",
                        "logs " + order.local(INVENTORY)));
    }

    private static String missing(OrderEvidence order, Reservation reservation) {
        var all = reservation.demand().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(demand -> available(order, order.home().region(), demand.getKey()) < demand.getValue())
                .map(demand -> "%s (%d needed, %s)"
                        .formatted(demand.getKey(), demand.getValue(), levels(order, demand.getKey())))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "stock, or was short a moment ago" : all;
    }

    private static long available(OrderEvidence order, String region, String sku) {
        return order.stock().level(region, sku).map(level -> level.available()).orElse(0L);
    }

    private static String levels(OrderEvidence order, String sku) {
        return order.stock().levels().stream()
                .filter(level -> level.sku().equals(sku))
                .map(level -> level.available() + " available in " + level.region())
                .collect(Collectors.joining(", "));
    }
}
