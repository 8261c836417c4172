package dev.orderplatform.outbox;

import dev.orderplatform.kafka.EventMessage;
import java.util.Collection;
import java.util.List;

/** What a service tells the outbox: these events are committed, send them now if order allows. */
public interface Outbox {
    /**
     * Publishes events right after their commit. Never blocks and never fails: whatever can't be sent now waits in its
     * table for the sweeper.
     *
     * @param table where the events were committed
     * @param events of any orders; those of one order in ascending version
     * @param waiting the rows that the transaction saw of these orders, which must be published first
     */
    void committed(OutboxTable table, List<EventMessage> events, Collection<OutboxKey> waiting);
}
