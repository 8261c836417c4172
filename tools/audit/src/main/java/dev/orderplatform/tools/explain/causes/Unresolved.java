package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.Callback;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.stream.Stream;

/**
 * What is open between the platform and the external systems: callbacks that contradict what is known, payments that are
 * not voided, and parcels that are not cancelled.
 */
final class Unresolved implements Finder {

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        return Stream.of(ofPayments(order), voids(order), ofParcels(order), cancellations(order))
                .flatMap(causes -> causes);
    }

    Stream<Cause> ofPayments(OrderEvidence order) {
        return order.payment().callbacks().stream()
                .filter(Callback::waiting)
                .map(callback -> ExternalCall.cause(
                        order,
                        Cause.Kind.CONTRADICTION,
                        WaitsForPayment.PROVIDER,
                        order.local("payment-service"),
                        text(order, callback, "provider"),
                        order.payment().task("callback", callback.webhookId())));
    }

    Stream<Cause> ofParcels(OrderEvidence order) {
        return order.shipment().callbacks().stream()
                .filter(Callback::waiting)
                .map(callback -> ExternalCall.cause(
                        order,
                        Cause.Kind.CONTRADICTION,
                        "carrier",
                        order.local("logistics-service"),
                        text(order, callback, "carrier"),
                        order.shipment().task(callback.subject())));
    }

    private static Stream<Cause> voids(OrderEvidence order) {
        return order.payment().payments().stream()
                .filter(payment -> payment.voidPending())
                .map(payment -> WaitsForPayment.waits(
                        order,
                        "payment " + payment.id() + " is not voided at the provider",
                        order.payment().task("intent", payment.id())));
    }

    /** A parcel that has left before ends as the carrier says. */
    private static Stream<Cause> cancellations(OrderEvidence order) {
        return order.shipment().refundedAt().stream()
                .filter(refunded -> order.since(refunded).compareTo(Delivery.USUAL) > 0)
                .flatMap(_ -> order.shipment().parcels().stream())
                .filter(parcel -> parcel.status().equals("BOOKED"))
                .map(parcel -> ExternalCall.cause(
                        order,
                        Cause.Kind.CARRIER,
                        "carrier",
                        order.local("logistics-service"),
                        "parcel " + parcel.id() + " of a refunded order is not cancelled at the carrier",
                        order.shipment().task(parcel.id())));
    }

    private static String text(OrderEvidence order, Callback callback, String system) {
        return "callback %s of %s, received %s ago, contradicts what is known, and the %s has not answered yet"
                .formatted(
                        callback.type(),
                        callback.subject(),
                        Formats.duration(order.since(callback.receivedAt())),
                        system);
    }
}
