package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.domain.StockLedger;
import dev.orderplatform.inventory.reserving.ReplenishmentTrigger;
import dev.orderplatform.inventory.reserving.ReplyToOrders;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Applies the order events of one poll in one transaction, with a constant number of statements. The inbox insert comes
 * first: a concurrent duplicate of the batch on another consumer blocks there, and sees these reservations afterwards.
 */
@Component
final class JdbcReserving implements EventHandler<OrderEvent> {
    private final DataSource database;
    private final InboxTable inbox;
    private final OutboxTable outboxTable;
    private final Outbox outbox;
    private final Optional<ReplenishmentTrigger> replenishment;
    private final StockRows stock = new StockRows();
    private final ReservationRows reservations = new ReservationRows();

    JdbcReserving(
            DataSource database,
            InboxTable inbox,
            OutboxTable outboxTable,
            Outbox outbox,
            Optional<ReplenishmentTrigger> replenishment) {
        this.database = database;
        this.inbox = inbox;
        this.outboxTable = outboxTable;
        this.outbox = outbox;
        this.replenishment = replenishment;
    }

    @Override
    public void handle(List<ReceivedEvent<OrderEvent>> received) {
        Transaction.run(database, transaction -> {
            apply(transaction, received);
            return true;
        });
    }

    private void apply(Transaction transaction, List<ReceivedEvent<OrderEvent>> received) throws SQLException {
        Connection connection = transaction.connection();
        List<OrderEvent> events = received.stream().map(ReceivedEvent::event).toList();
        inbox.recordNew(transaction, events.stream().map(OrderEvent::id).toList());
        var known = reservations.find(connection, orderIds(events));
        ReplyToOrders replies = new ReplyToOrders(known);
        StockLedger ledger = new StockLedger(
                stock.lock(connection, replies.touched(events)), known, (_, _) -> replenishment.isPresent());
        List<EventMessage> messages = messages(replies, received, ledger);
        write(connection, ledger, traceparents(received));
        outbox.append(transaction, outboxTable, messages, released(messages));
        if (ledger.opened().stream().anyMatch(Reservation::isWaiting)) {
            replenishment.ifPresent(trigger -> transaction.afterCommit(trigger::trigger));
        }
    }

    private static List<EventMessage> messages(
            ReplyToOrders replies, List<ReceivedEvent<OrderEvent>> received, StockLedger ledger) {
        // In the database's precision: a repeated reply must be identical.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return received.stream()
                .flatMap(cause -> replies.reply(cause.event(), ledger, now).stream()
                        .map(event -> EventMessage.of(event, cause.traceparent())))
                .toList();
    }

    private void write(Connection transaction, StockLedger ledger, Map<Long, String> traceparents) throws SQLException {
        stock.move(transaction, ledger.moved(), ledger.sold());
        reservations.insert(transaction, ledger.opened(), traceparents);
        reservations.change(transaction, ledger.changed());
    }

    private static Map<Long, String> traceparents(List<ReceivedEvent<OrderEvent>> received) {
        Map<Long, String> traceparents = new HashMap<>();
        received.stream()
                .filter(cause -> cause.event() instanceof OrderCreatedEvent)
                .forEach(created -> created.traceparent()
                        .ifPresent(value -> traceparents.put(created.event().orderId(), value)));
        return traceparents;
    }

    // Only a release can have an unpublished predecessor, the decision.
    private static Set<String> released(List<EventMessage> messages) {
        return messages.stream()
                .filter(message -> message.type().equals(StockReleasedEvent.class.getSimpleName()))
                .map(EventMessage::partitionKey)
                .collect(Collectors.toSet());
    }

    private static Set<Long> orderIds(List<OrderEvent> events) {
        return events.stream().map(OrderEvent::orderId).collect(Collectors.toSet());
    }
}
