package dev.orderplatform.payment.settling.jdbc;

import dev.orderplatform.payment.domain.EventStamp;
import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Refund;
import dev.orderplatform.payment.jdbc.PaymentChange;
import dev.orderplatform.payment.jdbc.PaymentStore;
import dev.orderplatform.payment.jdbc.TaskAge;
import dev.orderplatform.payment.jdbc.TaskKinds;
import dev.orderplatform.payment.provider.ProviderProperties;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.tasks.Task;
import dev.orderplatform.tasks.TaskTable;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Records what came of a task at the provider, in the transaction that ends the task or schedules it again. */
@Component
final class SettlePayments {
    private final DataSource database;
    private final PaymentStore store;
    private final TaskTable tasks;
    private final ProviderProperties properties;

    SettlePayments(DataSource database, PaymentStore store, TaskTable tasks, ProviderProperties properties) {
        this.database = database;
        this.store = store;
        this.tasks = tasks;
        this.properties = properties;
    }

    /**
     * The present state.
     *
     * @throws dev.orderplatform.regions.NotOwner when another region owns the order's slot, and so does its work
     */
    Payment read(PaymentId id) {
        store.stamp(id.orderId());
        return Transaction.run(database, transaction -> payment(lock(transaction, id), id));
    }

    /** Applies the outcome. While work of the same kind is left, the task runs again. */
    void settle(Task task, PaymentId id, BiFunction<OrderPayments, EventStamp, OrderPayments> outcome) {
        Transaction.run(database, transaction -> {
            EventStamp when = store.stamp(id.orderId());
            OrderPayments before = lock(transaction, id);
            OrderPayments after = outcome.apply(before, when);
            store.save(transaction, new PaymentChange(before, after, Optional.empty()));
            // What the change itself has added replaces this task, which can then be neither ended nor rescheduled.
            if (payment(after, id)
                    .work()
                    .map(TaskKinds::of)
                    .filter(task.kind()::equals)
                    .isPresent()) {
                tasks.reschedule(transaction, task, properties.pollAfter(TaskAge.of(transaction, task)));
            } else {
                tasks.finish(transaction, task);
            }
            return after;
        });
    }

    /** Corrects the amount of a refund that pays back a whole capture, and returns it. */
    Refund correctRefund(PaymentId id, Money captured) {
        return Transaction.run(database, transaction -> {
            OrderPayments before = lock(transaction, id);
            OrderPayments after = before.correctRefund(id, captured, store.stamp(id.orderId()));
            store.save(transaction, new PaymentChange(before, after, Optional.empty()));
            return payment(after, id).dueRefund().orElseThrow();
        });
    }

    private OrderPayments lock(Transaction transaction, PaymentId id) throws SQLException {
        return store.lock(transaction, id.orderId())
                .orElseThrow(() -> new IllegalStateException("there are no payments of order " + id.orderId()));
    }

    private static Payment payment(OrderPayments order, PaymentId id) {
        return order.find(id).orElseThrow(() -> new IllegalStateException("there is no payment " + id));
    }

    void finish(Task task) {
        Transaction.run(database, transaction -> {
            tasks.finish(transaction, task);
            return task;
        });
    }
}
