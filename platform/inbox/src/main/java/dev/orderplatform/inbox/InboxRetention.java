package dev.orderplatform.inbox;

import dev.orderplatform.postgres.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes rows that are older than their retention, in small batches found through the BRIN index on their time: never a
 * full scan, never a long lock.
 */
public final class InboxRetention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InboxRetention.class);
    private static final int BATCH = 1_000;
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final List<Table> tables;
    private final Duration retention;
    private final Thread thread;

    /**
     * A table with a time column that has an index.
     *
     * @param name from code, never from outside: it becomes part of SQL
     */
    public record Table(DataSource database, String name, String timeColumn) {}

    public InboxRetention(List<Table> tables, Duration retention) {
        this.tables = List.copyOf(tables);
        this.retention = retention;
        this.thread = Thread.ofVirtual().name("inbox-retention").unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    /** Deletes everything that is due now. Returns the number of rows. */
    public int clean() {
        return tables.stream().mapToInt(this::clean).sum();
    }

    private int clean(Table table) {
        int deleted = 0;
        int batch;
        do {
            batch = Transaction.run(table.database(), connection -> {
                try (var delete = connection.prepareStatement("DELETE FROM " + table.name()
                        + " WHERE ctid = ANY (ARRAY (SELECT ctid FROM " + table.name() + " WHERE " + table.timeColumn()
                        + " < now() - ? * interval '1 second' LIMIT " + BATCH + "))")) {
                    delete.setLong(1, retention.toSeconds());
                    return delete.executeUpdate();
                }
            });
            deleted += batch;
        } while (batch == BATCH);
        return deleted;
    }

    private void loop() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
                try {
                    clean();
                } catch (RuntimeException e) {
                    log.warn("retention failed, trying again later: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
