package dev.orderplatform.tools.simulators.payments;

import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.http.Problem;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.Moment;
import dev.orderplatform.tools.simulators.journal.Registered;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.RefundFailed;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.RefundRegistered;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.RefundSucceeded;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All refunds. None is made twice, and all of a payment together do not exceed what was captured. */
final class Refunds {
    private final Duration settleAfter;
    private final Map<String, Refund> refunds = new HashMap<>();

    Refunds(Duration settleAfter) {
        this.settleAfter = settleAfter;
    }

    Refund refund(String refundId) {
        return Optional.ofNullable(refunds.get(refundId)).orElseThrow(Problem::notFound);
    }

    List<Refund> of(Intent intent) {
        return intent.refundIds().stream().map(this::refund).toList();
    }

    /** What is refunded, or about to be. */
    long committedMinor(Intent intent) {
        return of(intent).stream()
                .filter(Refund::isCommitted)
                .mapToLong(refund -> refund.money().amountMinor())
                .sum();
    }

    /** What is refunded. */
    long refundedMinor(Intent intent) {
        return of(intent).stream()
                .filter(refund -> refund.status() == Refund.Status.SUCCEEDED)
                .mapToLong(refund -> refund.money().amountMinor())
                .sum();
    }

    /** Registers an attempt of a refund; a repeat of the latest changes nothing. */
    Decision<Registered<Refund>> register(Refund request, Intent intent, Moment moment) {
        var earlier = Optional.ofNullable(refunds.get(request.refundId()));
        if (earlier.filter(request::isSameRequest).isPresent()) {
            return Decision.only(() -> new Registered<>(false, refund(request.refundId())));
        }
        earlier.ifPresent(known -> requireNextAttempt(known, request));
        requireCovered(request, intent);
        moment.requireCapacity();
        return new Decision<>(
                List.of(new RefundRegistered(
                        moment.now(),
                        request.refundId(),
                        request.attempt(),
                        request.paymentId(),
                        request.money().amountMinor(),
                        request.money().currency(),
                        moment.now().plus(settleAfter))),
                () -> new Registered<>(true, refund(request.refundId())));
    }

    private static void requireNextAttempt(Refund known, Refund request) {
        if (request.attempt() == known.attempt()) {
            throw Problem.contradiction("Idempotency-Key", "was used for another refund");
        }
        if (!request.paymentId().equals(known.paymentId())) {
            throw Problem.contradiction("paymentId", "is not the refund's");
        }
        if (known.isCommitted() || request.attempt() < known.attempt()) {
            throw Problem.conflict(known.status().name());
        }
    }

    private void requireCovered(Refund request, Intent intent) {
        var captured = intent.captured().orElseThrow(() -> Problem.contradiction("paymentId", "is not captured"));
        if (!captured.currency().equals(request.money().currency())) {
            throw Problem.contradiction("currency", "is not the captured one");
        }
        if (request.money().amountMinor() > captured.amountMinor() - committedMinor(intent)) {
            throw Problem.contradiction("amountMinor", "exceeds what is captured and not refunded");
        }
    }

    /** What happens to a refund that is due. */
    List<Entry> settle(String refundId, Moment moment) {
        var refund = refund(refundId);
        var key = refundId + "-" + refund.attempt();
        if (refund.status() != Refund.Status.PENDING) {
            return List.of();
        }
        return List.of(
                moment.hits(Fault.FAIL_REFUND, key) ? failed(refund, key, moment) : succeeded(refund, key, moment));
    }

    private static Entry succeeded(Refund refund, String key, Moment moment) {
        return new RefundSucceeded(
                moment.now(),
                refund.refundId(),
                refund.attempt(),
                refund.paymentId(),
                refund.money().amountMinor(),
                refund.money().currency(),
                moment.callbacks("refunded-" + key));
    }

    private static Entry failed(Refund refund, String key, Moment moment) {
        return new RefundFailed(
                moment.now(),
                refund.refundId(),
                refund.attempt(),
                refund.paymentId(),
                refund.money().amountMinor(),
                refund.money().currency(),
                moment.callbacks("failed-" + key));
    }

    /** True for the first attempt. */
    boolean apply(RefundRegistered entry) {
        var refund = new Refund(
                entry.refundId(),
                entry.attempt(),
                entry.paymentId(),
                new Money(entry.amountMinor(), entry.currency()),
                Refund.Status.PENDING);
        return refunds.put(entry.refundId(), refund) == null;
    }

    void end(String refundId, Refund.Status status) {
        refunds.put(refundId, refund(refundId).ended(status));
    }
}
