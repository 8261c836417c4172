package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.kafka.EventMessage;
import java.util.List;
import java.util.Map;

/** Publishes events right after their commit. */
@FunctionalInterface
public interface Publisher {
    /**
     * Never blocks and never fails: whatever can't be sent now waits in its table for the relay.
     *
     * @param table where the events were committed
     * @param events those of one partition key in the order of their rows
     * @param earlier ids of events that were in the table before, by partition key: they must be published first
     */
    void publish(OutboxTable table, List<EventMessage> events, Map<String, List<EventId>> earlier);
}
