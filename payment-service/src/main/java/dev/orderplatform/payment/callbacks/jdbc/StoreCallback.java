package dev.orderplatform.payment.callbacks.jdbc;

import dev.orderplatform.payment.callbacks.Callback;
import dev.orderplatform.payment.callbacks.PaymentUnknown;
import dev.orderplatform.payment.callbacks.ReceiveCallback;
import dev.orderplatform.payment.callbacks.jdbc.CallbackTable.Status;
import dev.orderplatform.payment.domain.EventStamp;
import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.Reaction;
import dev.orderplatform.payment.jdbc.PaymentChange;
import dev.orderplatform.payment.jdbc.PaymentStore;
import dev.orderplatform.payment.jdbc.TaskKinds;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.tasks.TaskTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** In one transaction: the callback, its transition, the event about it, and the tasks that follow. */
@Component
final class StoreCallback implements ReceiveCallback {
    private static final Logger log = LoggerFactory.getLogger(StoreCallback.class);

    private final DataSource database;
    private final PaymentStore store;
    private final CallbackTable callbacks;
    private final TaskTable tasks;

    StoreCallback(DataSource database, PaymentStore store, CallbackTable callbacks, TaskTable tasks) {
        this.database = database;
        this.store = store;
        this.callbacks = callbacks;
        this.tasks = tasks;
    }

    @Override
    public void receive(Callback callback) {
        Transaction.run(database, transaction -> {
            EventStamp when = store.stamp(callback.payment().orderId());
            OrderPayments order = store.lock(transaction, callback.payment().orderId())
                    .filter(payments -> payments.find(callback.payment()).isPresent())
                    .orElseThrow(PaymentUnknown::new);
            Reaction reaction = order.reactionTo(callback.payment(), callback.report());
            if (callbacks.insert(transaction, callback, status(reaction))) {
                react(transaction, reaction, callback, order, when);
            }
            return reaction;
        });
    }

    private static Status status(Reaction reaction) {
        return switch (reaction) {
            case APPLY, IGNORE -> Status.APPLIED;
            case ASK_PROVIDER -> Status.WAITING;
            case DISCARD -> Status.DISCARDED;
        };
    }

    private void react(
            Transaction transaction, Reaction reaction, Callback callback, OrderPayments order, EventStamp when)
            throws SQLException {
        switch (reaction) {
            case APPLY -> {
                OrderPayments after = order.apply(callback.payment(), callback.report(), when);
                store.save(transaction, new PaymentChange(order, after, Optional.of(callback.traceparent())));
            }
            case ASK_PROVIDER -> tasks.add(transaction, TaskKinds.CALLBACK, List.of(callback.webhookId()));
            case DISCARD ->
                log.warn(
                        "{} of payment {} is discarded: the provider has confirmed that it is void",
                        callback.type().text(),
                        callback.payment());
            case IGNORE ->
                log.debug("{} of payment {} is known", callback.type().text(), callback.payment());
        }
    }
}
