package dev.orderplatform.outbox;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every physical outbox table of a service; declaring one turns the outbox on. */
public record OutboxTables(List<OutboxTable> all) {
    public OutboxTables {
        all = List.copyOf(all);
    }

    Set<String> topics() {
        return all.stream().map(OutboxTable::topic).collect(Collectors.toSet());
    }
}
