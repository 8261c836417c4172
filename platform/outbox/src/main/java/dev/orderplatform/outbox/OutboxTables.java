package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** All physical outbox tables of a service. Declaring this bean enables the outbox. */
public record OutboxTables(List<OutboxTable> all) {
    public OutboxTables {
        all = List.copyOf(all);
    }

    Set<String> topics() {
        return all.stream().map(OutboxTable::stream).map(EventStream::topic).collect(Collectors.toSet());
    }

    Map<DataSource, List<OutboxTable>> byDatabase() {
        return all.stream().collect(Collectors.groupingBy(OutboxTable::database));
    }
}
