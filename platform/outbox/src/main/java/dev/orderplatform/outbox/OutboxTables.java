package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.postgres.BacklogGauges;
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

    /** For each database, the number of its rows and the age of the oldest. */
    List<BacklogGauges.Query> backlogs() {
        return byDatabase().entrySet().stream()
                .map(database -> new BacklogGauges.Query(
                        database.getKey(),
                        "SELECT current_database(), sum(waiting), max(age) FROM ("
                                + database.getValue().stream()
                                        .map(table -> "SELECT count(*) AS waiting, extract(epoch FROM now() -"
                                                + " min(created_at)) AS age FROM " + table.name())
                                        .collect(Collectors.joining(" UNION ALL "))
                                + ") t"))
                .toList();
    }

    Map<DataSource, List<OutboxTable>> byDatabase() {
        return all.stream().collect(Collectors.groupingBy(OutboxTable::database));
    }
}
