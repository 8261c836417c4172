package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.Callback;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.stream.Stream;

/** Callbacks that contradict what is known, until provider or carrier have been asked, and voids that are not executed. */
final class Contradictions implements Finder {

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        return Stream.of(ofPayments(order), voids(order), ofParcels(order)).flatMap(causes -> causes);
    }

    Stream<Cause> ofPayments(OrderEvidence order) {
        return order.payment().callbacks().stream()
                .filter(Callback::waiting)
                .map(callback -> Company.cause(
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
                .map(callback -> Company.cause(
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

    private static String text(OrderEvidence order, Callback callback, String company) {
        return "callback %s of %s, received %s ago, contradicts what is known, and the %s has not answered yet"
                .formatted(
                        callback.type(),
                        callback.subject(),
                        Spoken.duration(order.since(callback.receivedAt())),
                        company);
    }
}
