package dev.orderplatform.payment.settling.jdbc;

import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Refund;
import dev.orderplatform.payment.domain.Report;
import dev.orderplatform.payment.jdbc.TaskKinds;
import dev.orderplatform.payment.provider.PaymentProvider;
import dev.orderplatform.payment.provider.ProviderIntent;
import dev.orderplatform.payment.provider.ProviderRefund;
import dev.orderplatform.payment.provider.ProviderUnavailable;
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
        Optional<Refund> due = payments.read(id).dueRefund();
        if (due.isEmpty()) {
            payments.finish(task);
        } else {
            run(task, id, due.get());
        }
    }

    private void run(Task task, PaymentId id, Refund due) {
        Optional<ProviderRefund> known = provider.refund(due.id());
        boolean isExecuted = known.filter(refund -> refund.attempt() >= due.attempt())
                .isPresent();
        Optional<Report> outcome = known.filter(_ -> isExecuted).flatMap(ProviderRefund::outcome);
        if (outcome.isPresent()) {
            payments.settle(task, id, (order, when) -> order.apply(id, outcome.get(), when));
        } else if (isExecuted || provider.execute(id, due)) {
            payments.settle(task, id, (order, _) -> order);
        } else {
            correct(task, id, due);
        }
    }

    // The provider has captured another amount than the callback said which payment-service has to refund.
    private void correct(Task task, PaymentId id, Refund refused) {
        Report.Captured captured = provider.intent(id)
                .flatMap(ProviderIntent::outcome)
                .filter(Report.Captured.class::isInstance)
                .map(Report.Captured.class::cast)
                .filter(really -> !really.money().equals(refused.money()))
                .orElseThrow(() -> new ProviderUnavailable("the payment provider refuses refund " + refused.id()));
        payments.settle(task, id, (order, when) -> order.correctRefund(id, captured.money(), when));
    }
}
