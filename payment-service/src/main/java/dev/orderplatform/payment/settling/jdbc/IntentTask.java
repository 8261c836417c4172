package dev.orderplatform.payment.settling.jdbc;

import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Report;
import dev.orderplatform.payment.domain.Work;
import dev.orderplatform.payment.jdbc.TaskKinds;
import dev.orderplatform.payment.provider.PaymentProvider;
import dev.orderplatform.payment.provider.ProviderIntent;
import dev.orderplatform.tasks.Task;
import dev.orderplatform.tasks.TaskHandler;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Registers an intent while it is PENDING, then asks from time to time what became of it: its callback may be lost.
 * Once it is not needed any more, voids it. One task for both, so that they never run at the same time.
 */
@Component
final class IntentTask implements TaskHandler {
    private final PaymentProvider provider;
    private final SettlePayments payments;

    IntentTask(PaymentProvider provider, SettlePayments payments) {
        this.provider = provider;
        this.payments = payments;
    }

    @Override
    public String kind() {
        return TaskKinds.INTENT;
    }

    @Override
    public void run(Task task) {
        PaymentId id = PaymentId.parse(task.subject()).orElseThrow();
        // Read right before the call: what is not PENDING any more is not registered.
        Payment payment = payments.read(id);
        if (!payment.hasWork(Work.Kind.INTENT)) {
            payments.finish(task);
        } else if (payment.isPending()) {
            settle(task, id, registeredOrAsked(payment));
        } else {
            settle(task, id, provider.voidIntent(id));
        }
    }

    private Optional<ProviderIntent> registeredOrAsked(Payment payment) {
        Optional<ProviderIntent> known =
                payment.providerUrl().isPresent() ? provider.intent(payment.id()) : Optional.empty();
        return known.or(() -> Optional.of(provider.register(payment.id(), payment.money())));
    }

    /** @param answer empty if the provider does not know an intent that it was asked to void */
    private void settle(Task task, PaymentId id, Optional<ProviderIntent> answer) {
        Optional<Report> outcome =
                answer.isEmpty() ? Optional.of(new Report.Voided()) : answer.flatMap(ProviderIntent::outcome);
        payments.settle(task, id, (order, when) -> {
            OrderPayments known = answer.map(intent -> order.registered(id, intent.providerUrl()))
                    .orElse(order);
            return outcome.map(report -> known.apply(id, report, when)).orElse(known);
        });
    }
}
