package dev.orderplatform.runtime.backlog;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of a database that have been there for longer than they usually are. */
enum WaitingRows {

    /**
     * A row stays for some seconds after its event was published, at once or by the relay. Younger ones are not counted, so an
     * outage of the broker shows that much later. The age is the event's own.
     */
    UNPUBLISHED("t_outbox_{n}", "sent_at < now() - interval '8 s'", "created_at", "*"),

    /** Early events of replicas: their number says nothing, as all that follow a gap wait. */
    GAPS("t_replica_event_{n}", "received_at < now() - interval '60 s'", "received_at", "DISTINCT order_id"),

    STORED("t_unknown_event", "stored_at < now() - interval '60 s'", "stored_at", "*");

    private static final int TABLES = ShardMap.TABLES / ShardMap.DATABASES;

    private final String query;

    /**
     * @param table its name; with {@code {n}} in it, the eight tables of this name
     * @param condition which rows wait
     * @param since the column that says since when
     * @param counted what is counted
     */
    WaitingRows(String table, String condition, String since, String counted) {
        var rows = "SELECT * FROM " + table + " WHERE " + condition;
        var all = table.contains("{n}")
                ? IntStream.range(0, TABLES)
                        .mapToObj(n -> rows.replace("{n}", Integer.toString(n)))
                        .collect(Collectors.joining(" UNION ALL "))
                : rows;
        // The age by the database's own clock, the one that wrote the rows.
        query = "SELECT count(%s), coalesce(extract(epoch FROM now() - min(%s)), 0) FROM (%s) AS waiting"
                .formatted(counted, since, all);
    }

    /** Counts them. */
    Waiting in(ReadOnlyDatabase database) {
        var waiting = new Waiting[] {Waiting.NONE};
        database.each(
                query, row -> waiting[0] = new Waiting(row.getLong(1), Duration.ofSeconds((long) row.getDouble(2))));
        return waiting[0];
    }
}
