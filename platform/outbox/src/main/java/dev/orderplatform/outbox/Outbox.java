package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Publishes events if and only if their transaction commits. Rows are stored in the transaction and sent right after
 * the commit; if that fails, {@link OutboxRelay} sends them.
 */
public final class Outbox {
    private final Publisher publisher;

    Outbox(Publisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Stores events in the transaction and publishes them after its commit. An event that is already in the table is
     * not stored again.
     */
    public void append(Transaction transaction, OutboxTable table, List<EventMessage> events) throws SQLException {
        append(transaction, table, events, keys(events));
    }

    /**
     * The same, if the caller knows which keys may have unpublished events.
     *
     * @param unsettledKeys partition keys that may have earlier unpublished events
     */
    public void append(
            Transaction transaction, OutboxTable table, List<EventMessage> events, Collection<String> unsettledKeys)
            throws SQLException {
        table.insert(transaction, events);
        publishAfterCommit(transaction, table, events, unsettledKeys);
    }

    /**
     * Publishes events after the commit. The caller stores them itself, by {@link OutboxTable#insertInto}.
     *
     * @param unsettledKeys partition keys that may have earlier unpublished events
     */
    public void publishAfterCommit(
            Transaction transaction, OutboxTable table, List<EventMessage> events, Collection<String> unsettledKeys)
            throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        Set<EventId> own = events.stream().map(EventMessage::id).collect(Collectors.toSet());
        Map<String, List<EventId>> earlier = table.waiting(transaction, unsettledKeys);
        earlier.values().forEach(ids -> ids.removeAll(own));
        transaction.afterCommit(() -> publisher.publish(table, events, earlier));
    }

    private static Set<String> keys(List<EventMessage> events) {
        return events.stream().map(EventMessage::partitionKey).collect(Collectors.toSet());
    }
}
