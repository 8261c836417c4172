package dev.orderplatform.tools.simulators.payments;

import dev.orderplatform.tools.simulators.faults.Faults;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.Moment;
import dev.orderplatform.tools.simulators.journal.Registered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Payments without files and clocks. */
final class PaymentsFixture {
    static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    static final Money PRICE = new Money(3998, "CNY");

    final List<Entry> entries = new ArrayList<>();
    Payments payments = new Payments(Duration.ofSeconds(1));
    private Faults faults = Faults.NONE;
    private int owed;

    PaymentsFixture withFault(String fault) {
        faults = new Faults(1, 0, Map.of(fault, 1.0));
        return this;
    }

    PaymentsFixture withoutFaults() {
        faults = Faults.NONE;
        return this;
    }

    PaymentsFixture withOwed(int owed) {
        this.owed = owed;
        return this;
    }

    Registered<Intent> register(String key, String paymentId, Money money) {
        return run(moment -> payments.register(key, paymentId, money, moment));
    }

    /** A registered and settled intent. */
    Intent settled(String paymentId) {
        register(paymentId, paymentId, PRICE);
        settle(paymentId);
        return payments.intent(paymentId);
    }

    Intent voidIntent(String paymentId) {
        return run(moment -> payments.voidIntent(paymentId, moment));
    }

    Registered<Refund> refund(String refundId, int attempt, String paymentId, Money money) {
        var refund = new Refund(refundId, attempt, paymentId, money, Refund.Status.PENDING);
        return run(moment -> payments.refund(refund, moment));
    }

    List<Entry> settle(String paymentId) {
        return record(payments.settle(paymentId, moment()));
    }

    List<Entry> settleRefund(String refundId) {
        return record(payments.refunds().settle(refundId, moment()));
    }

    private <A> A run(Function<Moment, Decision<A>> decide) {
        var decision = decide.apply(moment());
        record(decision.entries());
        return decision.answer().get();
    }

    private List<Entry> record(List<Entry> more) {
        entries.addAll(more);
        more.forEach(entry -> payments.apply((PaymentEntry) entry));
        return more;
    }

    private Moment moment() {
        return new Moment(NOW, faults, owed);
    }

    /** Rebuilds the state from the entries. */
    void restart() {
        payments = new Payments(Duration.ofSeconds(1));
        entries.forEach(entry -> payments.apply((PaymentEntry) entry));
    }
}
