package dev.orderplatform.tools.explain;

import dev.orderplatform.tools.explain.causes.EventDelivery;
import dev.orderplatform.tools.explain.evidence.Callback;
import dev.orderplatform.tools.explain.evidence.Deliveries.Published;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Merges what all services know into one time line. */
final class Story {

    private Story() {}

    static List<Moment> of(OrderEvidence order) {
        return Stream.of(states(order), stock(order), payments(order), parcels(order), others(order), points(order))
                .flatMap(moments -> moments)
                .sorted(Comparator.comparing(Moment::at))
                .toList();
    }

    /** The order's states, with who has applied their events. */
    private static Stream<Moment> states(OrderEvidence order) {
        var row = order.order();
        if (row.is("UNDECIDED")) {
            return Stream.of(new Moment(row.createdAt(), "order-service-" + row.region(), row.status()));
        }
        var history = row.history();
        var deliveries = EventDelivery.ofOrder(order);
        return IntStream.range(0, history.size()).mapToObj(n -> {
            var change = history.get(n);
            var delivered = n < deliveries.size()
                    ? "; " + deliveries.get(n).event().type() + " "
                            + deliveries.get(n).text()
                    : "";
            return new Moment(change.at(), "order-service-" + change.region(), change.status() + delivered);
        });
    }

    /** Rows show what their event would show too: they count only while the event is not on its topic. */
    private static Stream<Moment> stock(OrderEvidence order) {
        return order.stock().reservation().stream()
                .filter(reservation -> reservation
                        .event(order.order().id())
                        .filter(event -> order.deliveries().isPublished(event.id()))
                        .isEmpty())
                .map(reservation -> new Moment(
                        reservation.changedAt(),
                        order.local("inventory-service"),
                        "stock " + reservation.status() + " " + new TreeMap<>(reservation.demand())));
    }

    private static Stream<Moment> payments(OrderEvidence order) {
        var service = order.local("payment-service");
        var started = order.payment().payments().stream()
                .flatMap(payment -> payment.startedAt().stream()
                        .map(at -> new Moment(at, service, "payment " + payment.id() + " requested by the customer")));
        var states = order.payment().payments().stream()
                .filter(payment ->
                        !order.deliveries().isPublished(payment.event("").id()))
                .map(payment ->
                        new Moment(payment.changedAt(), service, "payment " + payment.id() + " " + payment.status()));
        return Stream.of(started, states, callbacks(order.payment().callbacks(), "payment-provider"))
                .flatMap(moments -> moments);
    }

    private static Stream<Moment> parcels(OrderEvidence order) {
        var states = order.shipment().parcels().stream()
                .filter(parcel -> !order.deliveries().isPublished(parcel.event().id()))
                .map(parcel -> new Moment(
                        parcel.at(),
                        order.local("logistics-service"),
                        "parcel %s of %d %s".formatted(parcel.id(), parcel.of(), parcel.status())));
        return Stream.concat(states, callbacks(order.shipment().callbacks(), "carrier"));
    }

    private static Stream<Moment> callbacks(List<Callback> callbacks, String system) {
        return callbacks.stream()
                .map(callback -> new Moment(
                        callback.receivedAt(),
                        system,
                        "callback %s of %s: %s".formatted(callback.type(), callback.subject(), callback.status())));
    }

    /** The published events of stock, payments and parcels. */
    private static Stream<Moment> others(OrderEvidence order) {
        return order.deliveries().published().stream()
                .filter(event -> !event.id().startsWith("order-"))
                .map(event -> new Moment(event.at(), order.local(publisher(event)), event.type() + " " + event.id()));
    }

    private static String publisher(Published event) {
        return switch (event.topic()) {
            case "inventory-events" -> "inventory-service";
            case "payment-events" -> "payment-service";
            default -> "logistics-service";
        };
    }

    private static Stream<Moment> points(OrderEvidence order) {
        return order.effects().points().stream()
                .map(points ->
                        new Moment(points.at(), "loyalty-service", points.points() + " points " + points.kind()));
    }
}
