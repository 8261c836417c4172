package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.kafka.EventMessage;

/** Identifies a row. */
record OutboxKey(String partitionKey, EventId id) {
    static OutboxKey of(EventMessage event) {
        return new OutboxKey(event.partitionKey(), event.id());
    }
}
