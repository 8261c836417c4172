package dev.orderplatform.tools.simulators.payments;

import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.http.Problem;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.Moment;
import dev.orderplatform.tools.simulators.journal.Registered;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.IntentCaptured;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.IntentDeclined;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.IntentRegistered;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.IntentVoided;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.RefundFailed;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.RefundRegistered;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.RefundSucceeded;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All intents. Only applying an entry changes one. */
final class Payments {
    private final Duration captureAfter;
    private final Map<String, Intent> intents = new HashMap<>();
    /** Saves memory: only keys that differ from their payment's id, which few do. */
    private final Map<String, String> idsByKey = new HashMap<>();

    private final Refunds refunds;

    Payments(Duration captureAfter) {
        this.captureAfter = captureAfter;
        this.refunds = new Refunds(captureAfter);
    }

    Refunds refunds() {
        return refunds;
    }

    Intent intent(String paymentId) {
        return Optional.ofNullable(intents.get(paymentId)).orElseThrow(Problem::notFound);
    }

    /** Registers an intent; a repeat under the same key changes nothing. */
    Decision<Registered<Intent>> register(String key, String paymentId, Money money, Moment moment) {
        var earlier = byKey(key);
        if (earlier.isPresent()) {
            return repeat(earlier.get(), paymentId, money);
        }
        if (intents.containsKey(paymentId)) {
            throw Problem.conflict(intent(paymentId).status().name());
        }
        moment.requireCapacity();
        var dueAt = moment.now().plus(captureAfter);
        return new Decision<>(
                List.of(new IntentRegistered(
                        moment.now(), key, paymentId, money.amountMinor(), money.currency(), dueAt)),
                () -> new Registered<>(true, intent(paymentId)));
    }

    private Optional<Intent> byKey(String key) {
        return Optional.ofNullable(intents.get(idsByKey.getOrDefault(key, key)))
                .filter(intent -> intent.key().equals(key));
    }

    private Decision<Registered<Intent>> repeat(Intent earlier, String paymentId, Money money) {
        if (!earlier.paymentId().equals(paymentId) || !earlier.money().equals(money)) {
            throw Problem.contradiction("Idempotency-Key", "was used for another intent");
        }
        return Decision.only(() -> new Registered<>(false, intent(paymentId)));
    }

    /** Voids a pending intent; a repeat changes nothing. */
    Decision<Intent> voidIntent(String paymentId, Moment moment) {
        var intent = intent(paymentId);
        return switch (intent.status()) {
            case VOIDED -> Decision.only(() -> intent);
            case PENDING -> new Decision<>(List.of(new IntentVoided(moment.now(), paymentId)), () -> intent(paymentId));
            case CAPTURED, DECLINED -> throw Problem.conflict(intent.status().name());
        };
    }

    Decision<Registered<Refund>> refund(Refund request, Moment moment) {
        return refunds.register(request, intent(request.paymentId()), moment);
    }

    /** What happens to an intent that is due. */
    List<Entry> settle(String paymentId, Moment moment) {
        var intent = intent(paymentId);
        if (!intent.isPending()) {
            return List.of();
        }
        if (moment.hits(Fault.DECLINE, paymentId)) {
            return List.of(new IntentDeclined(
                    moment.now(),
                    paymentId,
                    intent.money().amountMinor(),
                    intent.money().currency(),
                    moment.callbacks("declined-" + paymentId)));
        }
        var money = captured(intent, moment);
        return List.of(new IntentCaptured(
                moment.now(),
                paymentId,
                money.amountMinor(),
                money.currency(),
                moment.callbacks("captured-" + paymentId)));
    }

    private static Money captured(Intent intent, Moment moment) {
        var money = intent.money();
        if (moment.hits(Fault.WRONG_AMOUNT, intent.paymentId())) {
            money = money.withOneMore();
        }
        return moment.hits(Fault.WRONG_CURRENCY, intent.paymentId()) ? money.inAnotherCurrency() : money;
    }

    void apply(PaymentEntry entry) {
        switch (entry) {
            case IntentRegistered e -> add(e);
            case IntentCaptured e -> put(intent(e.paymentId()).captured(new Money(e.amountMinor(), e.currency())));
            case IntentDeclined e -> put(intent(e.paymentId()).ended(Intent.Status.DECLINED));
            case IntentVoided e -> put(intent(e.paymentId()).ended(Intent.Status.VOIDED));
            case RefundRegistered e -> {
                if (refunds.apply(e)) {
                    put(intent(e.paymentId()).withRefund(e.refundId()));
                }
            }
            case RefundSucceeded e -> refunds.end(e.refundId(), Refund.Status.SUCCEEDED);
            case RefundFailed e -> refunds.end(e.refundId(), Refund.Status.FAILED);
        }
    }

    private void add(IntentRegistered entry) {
        var id = entry.paymentId();
        var key = entry.key().equals(id) ? id : entry.key();
        if (!key.equals(id)) {
            idsByKey.put(key, id);
        }
        put(Intent.registered(key, id, new Money(entry.amountMinor(), entry.currency())));
    }

    private void put(Intent intent) {
        intents.put(intent.paymentId(), intent);
    }
}
