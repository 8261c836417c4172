package dev.orderplatform.payment.jdbc;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.payment.domain.EventStamp;
import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.Work;
import dev.orderplatform.payment.jdbc.PaymentChange.PaymentWork;
import dev.orderplatform.payment.provider.ProviderProperties;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.tasks.TaskTable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Changes payments in a transaction: their rows, the events about them, and the tasks that follow. */
@Component
@EnableConfigurationProperties(ProviderProperties.class)
public final class PaymentStore {
    private final PaymentTables tables;
    private final Outbox outbox;
    private final OutboxTable outboxTable;
    private final TaskTable tasks;
    private final OwnedSlots slots;
    private final InstantSource clock;
    private final ProviderProperties provider;

    PaymentStore(
            PaymentTables tables,
            Outbox outbox,
            OutboxTable outboxTable,
            TaskTable tasks,
            OwnedSlots slots,
            InstantSource clock,
            ProviderProperties provider) {
        this.tables = tables;
        this.outbox = outbox;
        this.outboxTable = outboxTable;
        this.tasks = tasks;
        this.slots = slots;
        this.clock = clock;
        this.provider = provider;
    }

    /**
     * For a change of an order's payments.
     *
     * @throws dev.orderplatform.regions.NotOwner when another region owns the order's slot
     */
    public EventStamp stamp(long orderId) {
        return new EventStamp(
                slots.require(OrderId.slot(orderId)).epoch(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Locks the order's row. Empty if it has none. */
    public Optional<OrderPayments> lock(Transaction transaction, long orderId) throws SQLException {
        return Optional.ofNullable(tables.lock(transaction, List.of(orderId)).get(orderId));
    }

    /** Locks the order's row, which is created if there is none. */
    public OrderPayments lockOrCreate(Transaction transaction, long orderId, long userId) throws SQLException {
        return lockOrCreate(transaction, Map.of(orderId, userId))
                .values()
                .iterator()
                .next();
    }

    /**
     * The same for several orders, by their ids.
     *
     * @param users the orders' users, by order id
     */
    public Map<Long, OrderPayments> lockOrCreate(Transaction transaction, Map<Long, Long> users) throws SQLException {
        tables.create(transaction, users);
        return tables.lock(transaction, users.keySet());
    }

    /** Saves a change of a locked order. */
    public void save(Transaction transaction, PaymentChange change) throws SQLException {
        save(transaction, List.of(change));
    }

    /** Saves changes of locked orders, at most one for each. */
    public void save(Transaction transaction, List<PaymentChange> changes) throws SQLException {
        List<EventMessage> events = new ArrayList<>();
        for (PaymentChange change : changes) {
            tables.save(transaction, change.before(), change.after());
            events.addAll(change.events());
            for (PaymentWork ended : change.ended().toList()) {
                tasks.remove(transaction, TaskKinds.of(ended.work()), List.of(ended.paymentId()));
            }
            for (PaymentWork added : change.added().toList()) {
                tasks.add(transaction, TaskKinds.of(added.work()), List.of(added.paymentId()), delay(added.work()));
            }
        }
        outbox.append(transaction, outboxTable, events);
    }

    private Duration delay(Work work) {
        return work.kind() == Work.Kind.REFUND ? provider.refundBackOff(work.number()) : Duration.ZERO;
    }
}
