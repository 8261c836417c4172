package dev.orderplatform.runtime.backlog;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows that have stayed in a database for longer than normal. */
enum WaitingRows {

    /**
     * A row stays for some seconds after its event was published. Younger rows are not counted, which delays the sign
     * of a broker outage by as much. The age is the event's.
     */
    UNPUBLISHED("t_outbox_{n}", "sent_at < now() - interval '8 s'", "created_at", "*"),

    /** Early events of replicas. Counts orders, not events: all events after a gap wait. */
    GAPS("t_replica_event_{n}", "received_at < now() - interval '60 s'", "received_at", "DISTINCT order_id"),

    STORED("t_unknown_event", "stored_at < now() - interval '60 s'", "stored_at", "*");

    private static final int TABLES = ShardMap.TABLES / ShardMap.DATABASES;

    private final String query;

    /**
     * @param table its name; {@code {n}} stands for the numbers of eight tables
     * @param condition selects the waiting rows
     * @param since the column with the start of the waiting time
     * @param counted the argument of count()
     */
    WaitingRows(String table, String condition, String since, String counted) {
        var rows = "SELECT * FROM " + table + " WHERE " + condition;
        var all = table.contains("{n}")
                ? IntStream.range(0, TABLES)
                        .mapToObj(n -> rows.replace("{n}", Integer.toString(n)))
                        .collect(Collectors.joining(" UNION ALL "))
                : rows;
        // Age by the database's clock, which wrote the timestamps.
        query = "SELECT count(%s), coalesce(extract(epoch FROM now() - min(%s)), 0) FROM (%s) AS waiting"
                .formatted(counted, since, all);
    }

    Waiting in(ReadOnlyDatabase database) {
        var waiting = new Waiting[] {Waiting.NONE};
        database.each(
                query, row -> waiting[0] = new Waiting(row.getLong(1), Duration.ofSeconds((long) row.getDouble(2))));
        return waiting[0];
    }
}
