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
 * Publishes events exactly when the transaction is committed that they belong to: their rows are stored with it, sent right
 * after its commit, and sent by {@link OutboxRelay} if that fails.
 */
public final class Outbox {
    private final Publisher publisher;

    Outbox(Publisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Stores events in the transaction and publishes them after its commit. One that waits in the table already is not
     * stored twice.
     */
    public void append(Transaction transaction, OutboxTable table, List<EventMessage> events) throws SQLException {
        append(transaction, table, events, keys(events));
    }

    /**
     * The same where the caller knows more.
     *
     * @param unsettledKeys partition keys under which an earlier event may be unpublished
     */
    public void append(
            Transaction transaction, OutboxTable table, List<EventMessage> events, Collection<String> unsettledKeys)
            throws SQLException {
        table.insert(transaction, events);
        publishAfterCommit(transaction, table, events, unsettledKeys);
    }

    /**
     * Publishes events after the commit that a statement of the caller stores, by {@link OutboxTable#insertInto}.
     *
     * @param unsettledKeys partition keys under which an earlier event may be unpublished
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
