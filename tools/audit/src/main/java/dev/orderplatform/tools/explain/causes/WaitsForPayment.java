package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.ExternalStatus;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.PaymentEvidence.Payment;
import dev.orderplatform.tools.explain.evidence.Task;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A CONFIRMED order waits for its customer, the provider, or the event of its payment, until its payment window ends. */
final class WaitsForPayment implements Finder {

    static final String PROVIDER = "payment-provider";
    private static final String SERVICE = "payment-service";

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        return Stream.of(
                        overdue(order).stream(),
                        unreadable(order).stream(),
                        order.payment().payments().stream()
                                .filter(payment -> payment.pays() && payment.is("CAPTURED"))
                                .flatMap(payment ->
                                        Delivery.missing(order, payment.event("PaymentCapturedEvent"), "order-payments")
                                                .stream()),
                        new Unresolved().ofPayments(order),
                        order.payment().payments().stream()
                                .filter(payment -> payment.is("PENDING"))
                                .map(payment -> pending(order, payment)),
                        customer(order).stream())
                .flatMap(causes -> causes);
    }

    private static Optional<Cause> overdue(OrderEvidence order) {
        return order.order()
                .paymentDue()
                .filter(due -> order.since(due).compareTo(Delivery.USUAL) > 0)
                .map(due -> overdue(order, due));
    }

    private static Cause overdue(OrderEvidence order, Instant due) {
        var subject =
                "its payment window ended " + Formats.duration(order.since(due)) + " ago, and it is not cancelled";
        var service = order.local("order-service");
        return order.parts()
                .firstNotReady(service, order.local("postgres"))
                .map(state -> NotReady.cause(state, subject, state.part() + " " + state.text()))
                .orElseGet(() ->
                        Cause.of(Cause.Kind.TIMER, subject + ", although " + service + " is ready", "logs " + service));
    }

    private static Optional<Cause> unreadable(OrderEvidence order) {
        var service = order.local(SERVICE);
        if (order.hasRead(service)) {
            return Optional.empty();
        }
        var subject = "the payments of " + service + " could not be read";
        return Optional.of(order.parts()
                .firstNotReady(order.local("postgres"))
                .map(state -> NotReady.cause(state, subject, state.part() + " " + state.text()))
                .orElseGet(() -> Cause.of(Cause.Kind.UNREADABLE, subject, "status")));
    }

    private static Cause pending(OrderEvidence order, Payment payment) {
        var task = order.payment().task("intent", payment.id());
        if (!payment.registered()) {
            return waits(order, "payment " + payment.id() + " is not registered at the provider", task);
        }
        var view = ExternalStatus.of(order.payment().provider(), payment.id());
        var settled = view.filter(status -> !status.equals("PENDING"));
        return settled.map(status -> waits(
                        order,
                        "payment " + payment.id() + " is " + status + " at the provider, and payment-service has not"
                                + " learned of it: the callback is missing",
                        task))
                .orElseGet(
                        () -> waits(order, "payment " + payment.id() + " waits for the provider to capture it", task));
    }

    /** @param task that asks the provider */
    static Cause waits(OrderEvidence order, String subject, Optional<Task> task) {
        return ExternalCall.cause(order, Cause.Kind.PROVIDER, PROVIDER, order.local(SERVICE), subject, task);
    }

    /** Nothing else keeps it: the customer has to pay. */
    private static Optional<Cause> customer(OrderEvidence order) {
        var customersTurn = order.hasRead(order.local(SERVICE))
                && overdue(order).isEmpty()
                && order.payment().payments().stream().noneMatch(payment -> payment.is("PENDING") || payment.pays());
        return customersTurn ? Optional.of(Cause.of(Cause.Kind.CUSTOMER, customerText(order))) : Optional.empty();
    }

    private static String customerText(OrderEvidence order) {
        var before = order.payment().payments().isEmpty() ? "its customer has not paid" : "no payment has succeeded";
        return order.order()
                .paymentDue()
                .map(due -> before + ". Without a payment, the order is cancelled " + Formats.at(due, order.now()))
                .orElse(before + ", and there is no payment window");
    }
}
