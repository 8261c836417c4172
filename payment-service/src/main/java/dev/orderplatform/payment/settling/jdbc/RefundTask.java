package dev.orderplatform.payment.settling.jdbc;

import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Refund;
import dev.orderplatform.payment.domain.Report;
import dev.orderplatform.payment.jdbc.TaskKinds;
import dev.orderplatform.payment.provider.PaymentProvider;
import dev.orderplatform.payment.provider.ProviderIntent;
import dev.orderplatform.payment.provider.ProviderRefund;
import dev.orderplatform.tasks.Task;
import dev.orderplatform.tasks.TaskHandler;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Executes a refund. Always asks first what became of it, since an earlier execution may have gone unanswered, and then
 * from time to time: its callback may be lost.
 */
@Component
final class RefundTask implements TaskHandler {
    private final PaymentProvider provider;
    private final SettlePayments payments;

    RefundTask(PaymentProvider provider, SettlePayments payments) {
        this.provider = provider;
        this.payments = payments;
    }

    @Override
    public String kind() {
        return TaskKinds.REFUND;
    }

    @Override
    public void run(Task task) {
        PaymentId id = PaymentId.parse(task.subject()).orElseThrow();
        Payment payment = payments.read(id);
        if (payment.dueRefund().isEmpty()) {
            payments.finish(task);
            return;
        }
        Refund due = payment.dueRefund().get();
        Optional<ProviderRefund> known = provider.refund(due.id()).filter(refund -> refund.attempt() >= due.attempt());
        if (known.isEmpty()) {
            execute(payment, due);
        }
        Optional<Report> outcome = known.flatMap(ProviderRefund::outcome);
        payments.settle(
                task,
                id,
                (order, when) ->
                        outcome.map(report -> order.apply(id, report, when)).orElse(order));
    }

    private void execute(Payment payment, Refund due) {
        Refund covered = payment.refundsUnusedCapture() ? corrected(payment.id(), due) : due;
        if (!provider.execute(payment.id(), covered)) {
            throw new IllegalStateException("the payment provider refuses refund " + due.id());
        }
    }

    // All of the capture is paid back, so what the provider says about it counts, not what a callback says.
    private Refund corrected(PaymentId id, Refund due) {
        Money captured = provider.intent(id)
                .flatMap(ProviderIntent::captured)
                .orElseThrow(() -> new IllegalStateException("the payment provider has not captured " + id));
        return captured.equals(due.money()) ? due : payments.correctRefund(id, captured);
    }
}
