package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Recommendation;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Applies the order events of one poll in one transaction: inbox, changed rows, and the events about them. */
@Component
final class FollowOrders implements EventHandler<OrderEvent> {
    private final DataSource database;
    private final RecommendationTable table;
    private final InboxTable inbox;
    private final Outbox outbox;
    private final OutboxTable outboxTable;

    FollowOrders(
            DataSource database, RecommendationTable table, InboxTable inbox, Outbox outbox, OutboxTable outboxTable) {
        this.database = database;
        this.table = table;
        this.inbox = inbox;
        this.outbox = outbox;
        this.outboxTable = outboxTable;
    }

    @Override
    public void handle(List<ReceivedEvent<OrderEvent>> received) {
        Transaction.run(database, transaction -> apply(transaction, received));
    }

    private int apply(Transaction transaction, List<ReceivedEvent<OrderEvent>> received) throws SQLException {
        List<OrderEvent> events = received.stream().map(ReceivedEvent::event).toList();
        // First: a concurrent duplicate of the batch blocks here, and then finds its events applied.
        Set<EventId> newEvents =
                inbox.recordNew(transaction, events.stream().map(OrderEvent::id).toList());
        Map<Long, Recommendation> current =
                table.lock(transaction, events.stream().map(OrderEvent::orderId).toList());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS); // the database's precision
        List<Recommendation> changes = new ArrayList<>();
        List<EventMessage> messages = new ArrayList<>();
        for (ReceivedEvent<OrderEvent> cause : received) {
            OrderEvent event = cause.event();
            if (newEvents.contains(event.id())) {
                Recommendation.after(event, Optional.ofNullable(current.get(event.orderId())), now)
                        .ifPresent(recommendation -> {
                            current.put(recommendation.orderId(), recommendation);
                            changes.add(recommendation);
                            messages.add(EventMessage.of(recommendation.event(), cause.traceparent()));
                        });
            }
        }
        table.save(transaction, changes);
        outbox.append(transaction, outboxTable, messages);
        return changes.size();
    }
}
