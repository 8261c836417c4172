package dev.orderplatform.outbox;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.postgres.Transaction;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Deletes the rows of published events: one transaction a database at a time, and meanwhile the next ones gather. */
final class PublishedRows implements AutoCloseable {
    private static final int BATCH = 1_000;
    /**
     * Nobody waits for a deletion, so rows may gather: each table costs a statement, however few its rows. At 25 ms these
     * were a statement an order.
     */
    private static final Duration GATHERING = Duration.ofMillis(200);
    /** Each row wakes the task up. */
    private static final Schedule WHEN_WOKEN_UP = Schedule.every(Duration.ofHours(1));

    private final Map<DataSource, Deletions> databases;

    PublishedRows(List<DataSource> databases) {
        this.databases = databases.stream().distinct().collect(Collectors.toMap(Function.identity(), Deletions::new));
        this.databases.values().forEach(deletions -> deletions.task.start());
    }

    /** Deletes soon. {@code then} runs when the row is gone, or was given up: a row left behind is only sent again. */
    void delete(OutboxTable table, OutboxKey key, Runnable then) {
        Deletions deletions = databases.get(table.database());
        if (deletions == null) {
            throw new IllegalArgumentException("not a table of this outbox: " + table.name());
        }
        deletions.queue.add(new Row(table, key, then));
        deletions.task.wakeUp();
    }

    @Override
    public void close() {
        databases.values().forEach(deletions -> deletions.task.close());
    }

    private record Row(OutboxTable table, OutboxKey key, Runnable then) {}

    /** Those of one database. */
    private static final class Deletions {
        private final DataSource database;
        private final BlockingQueue<Row> queue = new LinkedBlockingQueue<>();
        private final PeriodicTask task = new PeriodicTask("outbox-delete", WHEN_WOKEN_UP, this::deleteBatch);

        private Deletions(DataSource database) {
            this.database = database;
        }

        private void deleteBatch() throws InterruptedException {
            if (queue.size() < BATCH) {
                Thread.sleep(GATHERING);
            }
            List<Row> batch = new ArrayList<>();
            queue.drainTo(batch, BATCH);
            if (!queue.isEmpty()) {
                task.wakeUp();
            }
            try {
                delete(batch);
            } finally {
                batch.forEach(row -> row.then.run());
            }
        }

        private void delete(List<Row> batch) {
            Map<OutboxTable, List<OutboxKey>> byTable = batch.stream()
                    .collect(Collectors.groupingBy(Row::table, Collectors.mapping(Row::key, Collectors.toList())));
            Transaction.run(database, connection -> {
                try (Statement statement = connection.createStatement()) {
                    // No flush: a deletion lost in a crash means an event sent twice, which every consumer folds.
                    statement.execute("SET LOCAL synchronous_commit = off");
                }
                for (var entry : byTable.entrySet()) {
                    entry.getKey().delete(connection, entry.getValue());
                }
                return true;
            });
        }
    }
}
