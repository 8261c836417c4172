package dev.orderplatform.tools.simulators.payments;

import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.http.Problem;
import dev.orderplatform.tools.simulators.http.Problem.FieldError;
import dev.orderplatform.tools.simulators.http.Request;
import dev.orderplatform.tools.simulators.http.Response;
import dev.orderplatform.tools.simulators.http.Route;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Due;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.Journal;
import dev.orderplatform.tools.simulators.journal.Moment;
import dev.orderplatform.tools.simulators.journal.Registered;
import dev.orderplatform.tools.simulators.journal.Simulation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The payment provider's interface. */
public final class PaymentProvider implements Simulation {
    /** High enough for any order, and far from an overflow. */
    private static final long MAX_AMOUNT_MINOR = 1_000_000_000_000L;

    private static final int MAX_ATTEMPT = 1_000_000;

    private final Payments payments;
    private final PaymentViews views;

    /**
     * Creates a provider without payments.
     *
     * @param captureAfter from an intent to its capture, and from a refund to its success
     * @param url under which customers reach it
     */
    public PaymentProvider(Duration captureAfter, URI url) {
        this.payments = new Payments(captureAfter);
        this.views = new PaymentViews(payments.refunds(), url);
    }

    @Override
    public List<Class<? extends Entry>> entryTypes() {
        return List.of(
                PaymentEntry.IntentRegistered.class,
                PaymentEntry.IntentCaptured.class,
                PaymentEntry.IntentDeclined.class,
                PaymentEntry.IntentVoided.class,
                PaymentEntry.RefundRegistered.class,
                PaymentEntry.RefundSucceeded.class,
                PaymentEntry.RefundFailed.class);
    }

    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.DECLINE, Fault.WRONG_AMOUNT, Fault.WRONG_CURRENCY, Fault.FAIL_REFUND);
    }

    @Override
    public void apply(Entry entry) {
        payments.apply((PaymentEntry) entry);
    }

    @Override
    public List<Entry> settle(Due.Settlement due, Moment moment) {
        return due.kind().equals(PaymentEntry.INTENT)
                ? payments.settle(due.id(), moment)
                : payments.refunds().settle(due.id(), moment);
    }

    @Override
    public List<Route> routes(Journal journal) {
        return List.of(
                Route.of("POST", "/v1/intents", request -> register(journal, request)),
                Route.of("GET", "/v1/intents/{id}", request -> intent(journal, request.id())),
                Route.of("POST", "/v1/intents/{id}/void", request -> voidIntent(journal, request.id())),
                Route.of("POST", "/v1/refunds", request -> refund(journal, request)),
                Route.of("GET", "/v1/refunds/{id}", request -> refund(journal, request.id())));
    }

    private Response register(Journal journal, Request request) {
        var key = request.key();
        var json = request.json();
        var paymentId = json.id("paymentId");
        var money = new Money(json.integer("amountMinor", 1, MAX_AMOUNT_MINOR), json.currency("currency"));
        json.check();
        return journal.decide(
                moment -> payments.register(key, paymentId, money, moment).map(this::registered));
    }

    private Response registered(Registered<Intent> intent) {
        return Response.registered(intent.created(), views.summary(intent.value()));
    }

    private Response intent(Journal journal, String paymentId) {
        return journal.decide(_ -> Decision.only(() -> Response.ok(views.of(payments.intent(paymentId)))));
    }

    private Response voidIntent(Journal journal, String paymentId) {
        return journal.decide(
                moment -> payments.voidIntent(paymentId, moment).map(intent -> Response.ok(views.of(intent))));
    }

    private Response refund(Journal journal, Request request) {
        var key = request.key();
        var json = request.json();
        var refund = new Refund(
                json.id("refundId"),
                (int) json.integer("attempt", 1, MAX_ATTEMPT),
                json.id("paymentId"),
                new Money(json.integer("amountMinor", 1, MAX_AMOUNT_MINOR), json.currency("currency")),
                Refund.Status.PENDING);
        json.check();
        if (!key.equals(refund.refundId() + "-" + refund.attempt())) {
            throw Problem.badRequest(List.of(new FieldError("Idempotency-Key", "must be refundId-attempt")));
        }
        return journal.decide(moment -> payments.refund(refund, moment).map(this::refunded));
    }

    private Response refunded(Registered<Refund> refund) {
        return Response.registered(refund.created(), views.of(refund.value()));
    }

    private Response refund(Journal journal, String refundId) {
        return journal.decide(
                _ -> Decision.only(() -> Response.ok(views.of(payments.refunds().refund(refundId)))));
    }
}
