package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.domain.StockLedger;
import dev.orderplatform.inventory.reserving.AnswerOrders;
import dev.orderplatform.inventory.reserving.WaitForStock;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxKey;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Answers a poll's worth of order events in one transaction, with a fixed number of statements however many there are.
 * The inbox comes first: a twin of this batch on another consumer waits there, and sees its reservations afterwards.
 */
@Component
final class JdbcReserving implements EventHandler {
    private final DataSource database;
    private final InboxTable inbox;
    private final OutboxTable outboxTable;
    private final Outbox outbox;
    private final Optional<WaitForStock> waitForStock;
    private final StockRows stock = new StockRows();
    private final ReservationRows reservations = new ReservationRows();

    JdbcReserving(
            DataSource database,
            InboxTable inbox,
            OutboxTable outboxTable,
            Outbox outbox,
            Optional<WaitForStock> waitForStock) {
        this.database = database;
        this.inbox = inbox;
        this.outboxTable = outboxTable;
        this.outbox = outbox;
        this.waitForStock = waitForStock;
    }

    @Override
    public void handle(List<ReceivedEvent> received) {
        Answers answers = Transaction.run(database, transaction -> answer(transaction, received));
        outbox.committed(outboxTable, answers.messages(), answers.waiting());
        if (answers.shortOfStock()) {
            waitForStock.ifPresent(WaitForStock::begin);
        }
    }

    private Answers answer(Connection transaction, List<ReceivedEvent> received) throws SQLException {
        List<Event> events = received.stream().map(ReceivedEvent::event).toList();
        inbox.recordNew(transaction, events.stream().map(Event::id).toList());
        var known = reservations.find(transaction, orderIds(events));
        AnswerOrders answerOrders = new AnswerOrders(known);
        StockLedger ledger = new StockLedger(
                stock.lock(transaction, answerOrders.touched(events)), known, (_, _) -> waitForStock.isPresent());
        List<EventMessage> messages = messages(answerOrders, received, ledger);
        write(transaction, ledger, traceparents(received));
        outboxTable.append(transaction, messages);
        return new Answers(
                messages,
                waiting(transaction, messages),
                ledger.opened().stream().anyMatch(Reservation::isWaiting));
    }

    private static List<EventMessage> messages(
            AnswerOrders answerOrders, List<ReceivedEvent> received, StockLedger ledger) {
        // As precise as the database keeps it: an answer that is given again must be the same to the letter.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return received.stream()
                .flatMap(cause -> answerOrders.answer(cause.event(), ledger, now).stream()
                        .map(event -> EventMessage.of(event, cause.traceparent())))
                .toList();
    }

    private void write(Connection transaction, StockLedger ledger, Map<Long, String> traceparents) throws SQLException {
        stock.move(transaction, ledger.moved());
        reservations.insert(transaction, ledger.opened(), traceparents);
        reservations.change(transaction, ledger.changed());
    }

    private static Map<Long, String> traceparents(List<ReceivedEvent> received) {
        Map<Long, String> traceparents = new HashMap<>();
        received.stream()
                .filter(cause -> cause.event() instanceof OrderCreatedEvent)
                .forEach(created -> created.traceparent()
                        .ifPresent(value -> traceparents.put(created.event().orderId(), value)));
        return traceparents;
    }

    // Only a release can have a predecessor, the decision, that must leave first.
    private Collection<OutboxKey> waiting(Connection transaction, List<EventMessage> messages) throws SQLException {
        Set<Long> released = messages.stream()
                .filter(message -> message.type().equals(StockReleasedEvent.class.getSimpleName()))
                .map(EventMessage::orderId)
                .collect(Collectors.toSet());
        return released.isEmpty() ? List.of() : outboxTable.waiting(transaction, released);
    }

    private static Set<Long> orderIds(List<Event> events) {
        return events.stream().map(Event::orderId).collect(Collectors.toSet());
    }

    private record Answers(List<EventMessage> messages, Collection<OutboxKey> waiting, boolean shortOfStock) {}
}
