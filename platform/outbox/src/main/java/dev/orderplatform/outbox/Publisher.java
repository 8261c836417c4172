package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.kafka.EventMessage;
import java.util.List;
import java.util.Map;

/** Publishes events right after their commit. */
@FunctionalInterface
public interface Publisher {
    /**
     * Never blocks and never fails: an event that can't be sent now stays in its table for the relay.
     *
     * @param table the table that contains the events
     * @param events those of one partition key in row order
     * @param earlier ids of events already in the table, by partition key; these must be published first
     */
    void publish(OutboxTable table, List<EventMessage> events, Map<String, List<EventId>> earlier);
}
