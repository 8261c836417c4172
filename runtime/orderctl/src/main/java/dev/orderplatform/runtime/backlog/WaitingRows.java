package dev.orderplatform.runtime.backlog;

import static java.util.stream.Collectors.joining;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.ServiceDatabases;
import java.time.Duration;

/** Rows that have stayed in a database for longer than normal. */
enum WaitingRows {

    /**
     * A row stays for some seconds after its event was published. Younger rows are not counted, which delays the sign
     * of a broker outage by as much. The age is the event's.
     */
    UNPUBLISHED(ServiceDatabases.OUTBOXES, "sent_at < now() - interval '8 s'", "created_at", "*"),

    /** Early events of replicas. Counts orders, not events: all events after a gap wait. */
    GAPS("^t_replica_event_[0-9]+$", "received_at < now() - interval '60 s'", "received_at", "DISTINCT order_id"),

    STORED("^t_unknown_event$", "stored_at < now() - interval '60 s'", "stored_at", "*");

    private final String tables;
    private final String rows;
    private final String figures;

    /**
     * @param tables a regular expression for their names
     * @param condition selects the waiting rows
     * @param since the column with the start of the waiting time
     * @param counted the argument of count()
     */
    WaitingRows(String tables, String condition, String since, String counted) {
        this.tables = tables;
        this.rows = "SELECT * FROM %s WHERE " + condition;
        // Age by the database's clock, which wrote the timestamps.
        this.figures = "SELECT count(" + counted + "), coalesce(extract(epoch FROM now() - min(" + since
                + ")), 0) FROM (%s) AS waiting";
    }

    /** None in a database without such tables, as of a service that has never run. */
    Waiting in(ReadOnlyDatabase database) {
        var all = database.tables(tables).stream().map(rows::formatted).collect(joining(" UNION ALL "));
        var waiting = new Waiting[] {Waiting.NONE};
        if (!all.isEmpty()) {
            database.each(
                    figures.formatted(all),
                    row -> waiting[0] = new Waiting(row.getLong(1), Duration.ofSeconds((long) row.getDouble(2))));
        }
        return waiting[0];
    }
}
