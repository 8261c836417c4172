package dev.orderplatform.payment.callbacks.jdbc;

import dev.orderplatform.payment.callbacks.jdbc.CallbackTable.Status;
import dev.orderplatform.payment.callbacks.jdbc.CallbackTable.Waiting;
import dev.orderplatform.payment.domain.EventStamp;
import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.Report;
import dev.orderplatform.payment.jdbc.PaymentChange;
import dev.orderplatform.payment.jdbc.PaymentStore;
import dev.orderplatform.payment.jdbc.TaskAge;
import dev.orderplatform.payment.jdbc.TaskKinds;
import dev.orderplatform.payment.provider.PaymentProvider;
import dev.orderplatform.payment.provider.ProviderProperties;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.tasks.Task;
import dev.orderplatform.tasks.TaskHandler;
import dev.orderplatform.tasks.TaskTable;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the provider about a callback that contradicts the payment's state, and applies what it answers. */
@Component
final class CallbackTask implements TaskHandler {
    private static final Logger log = LoggerFactory.getLogger(CallbackTask.class);

    private final DataSource database;
    private final PaymentProvider provider;
    private final PaymentStore store;
    private final CallbackTable callbacks;
    private final TaskTable tasks;
    private final ProviderProperties properties;

    CallbackTask(
            DataSource database,
            PaymentProvider provider,
            PaymentStore store,
            CallbackTable callbacks,
            TaskTable tasks,
            ProviderProperties properties) {
        this.database = database;
        this.provider = provider;
        this.store = store;
        this.callbacks = callbacks;
        this.tasks = tasks;
        this.properties = properties;
    }

    @Override
    public String kind() {
        return TaskKinds.CALLBACK;
    }

    @Override
    public void run(Task task) {
        Optional<Waiting> waiting =
                Transaction.run(database, transaction -> callbacks.waiting(transaction, task.subject()));
        Answer answer = waiting.map(this::ask).orElse(Answer.UNKNOWN);
        Transaction.run(database, transaction -> {
            if (waiting.isPresent() && answer.isUndecided()) {
                tasks.reschedule(transaction, task, properties.pollAfter(TaskAge.of(transaction, task)));
            } else {
                end(transaction, task.subject(), answer.report);
                tasks.finish(transaction, task);
            }
            return task;
        });
    }

    /**
     * What the provider says.
     *
     * @param isKnown whether it knows the intent or refund
     * @param report empty while that is undecided
     */
    private record Answer(boolean isKnown, Optional<Report> report) {
        static final Answer UNKNOWN = new Answer(false, Optional.empty());

        boolean isUndecided() {
            return isKnown && report.isEmpty();
        }
    }

    private Answer ask(Waiting callback) {
        store.stamp(callback.payment().orderId()); // Another region's callbacks are its own work.
        return callback.refundId()
                .map(refundId -> askAboutRefund(callback, refundId))
                .orElseGet(() -> askAboutIntent(callback));
    }

    private Answer askAboutRefund(Waiting callback, String refundId) {
        return provider.refund(refundId)
                .filter(refund -> refund.paymentId().equals(callback.payment().toString()))
                .map(refund -> new Answer(true, refund.outcome()))
                .orElse(Answer.UNKNOWN);
    }

    private Answer askAboutIntent(Waiting callback) {
        return provider.intent(callback.payment())
                .map(intent -> new Answer(true, intent.outcome()))
                .orElse(Answer.UNKNOWN);
    }

    private void end(Transaction transaction, String webhookId, Optional<Report> answer) throws SQLException {
        Optional<Waiting> waiting = callbacks.waiting(transaction, webhookId);
        if (waiting.isPresent()) {
            Waiting callback = waiting.get();
            boolean confirmed = answer.filter(callback.type()::isConfirmedBy).isPresent();
            callbacks.end(transaction, webhookId, confirmed ? Status.APPLIED : Status.DISCARDED);
            if (answer.isPresent()) {
                apply(transaction, callback, answer.get());
            }
            log.warn(
                    "the provider {} the contradicting {} of payment {}",
                    confirmed ? "confirms" : "denies",
                    callback.type().text(),
                    callback.payment());
        }
    }

    private void apply(Transaction transaction, Waiting callback, Report answer) throws SQLException {
        EventStamp when = store.stamp(callback.payment().orderId());
        OrderPayments before =
                store.lock(transaction, callback.payment().orderId()).orElseThrow();
        OrderPayments after = before.apply(callback.payment(), answer, when);
        store.save(transaction, new PaymentChange(before, after, Optional.empty()));
    }
}
