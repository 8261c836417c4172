package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.ExternalStatus;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.ShipmentEvidence.Parcel;
import java.util.Optional;
import java.util.stream.Stream;

/** A PAID or SHIPPED order waits until its parcels are stored, booked, collected and delivered. */
final class WaitsForParcels implements Finder {

    private static final String CARRIER = "carrier";
    private static final String SERVICE = "logistics-service";

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        return order.shipment().parcels().isEmpty()
                ? OrderEvents.of(order.order()).stream()
                        .filter(event -> event.type().equals("OrderPaidEvent"))
                        .flatMap(paid -> Delivery.missing(order, paid, SERVICE).stream())
                : Stream.concat(
                        new Unresolved().ofParcels(order),
                        order.shipment().parcels().stream().flatMap(parcel -> parcel(order, parcel).stream()));
    }

    private static Optional<Cause> parcel(OrderEvidence order, Parcel parcel) {
        if (parcel.status().equals("BOOKED") && parcel.tracking().isEmpty()) {
            return Optional.of(waits(order, parcel, "parcel " + parcel.id() + " is not booked at the carrier"));
        }
        var unapplied = Delivery.missing(order, parcel.event(), "order-shipments");
        return unapplied.isPresent() || parcel.ended() ? unapplied : Optional.of(onItsWay(order, parcel));
    }

    private static Cause onItsWay(OrderEvidence order, Parcel parcel) {
        var next = parcel.status().equals("BOOKED") ? "collect" : "deliver";
        return ExternalStatus.of(order.shipment().carrier(), parcel.id())
                .filter(status -> !status.equals(parcel.status()))
                .map(status -> waits(
                        order,
                        parcel,
                        "parcel %s is %s at the carrier and %s at logistics-service: the callback is missing"
                                .formatted(parcel.id(), status, parcel.status())))
                .orElseGet(() ->
                        waits(order, parcel, "parcel " + parcel.id() + " waits for the carrier to " + next + " it"));
    }

    private static Cause waits(OrderEvidence order, Parcel parcel, String subject) {
        return ExternalCall.cause(
                order,
                Cause.Kind.CARRIER,
                CARRIER,
                order.local(SERVICE),
                subject,
                order.shipment().task(parcel.id()));
    }
}
