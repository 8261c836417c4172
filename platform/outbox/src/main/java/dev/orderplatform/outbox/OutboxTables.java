package dev.orderplatform.outbox;

import java.util.List;

/** Every physical outbox table of a service; declaring one turns the outbox on. */
public record OutboxTables(List<OutboxTable> all) {
    public OutboxTables {
        all = List.copyOf(all);
    }
}
