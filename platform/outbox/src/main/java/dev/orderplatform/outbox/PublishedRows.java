package dev.orderplatform.outbox;

import dev.orderplatform.postgres.Transaction;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the rows of published events: one transaction a database at a time, and meanwhile the next ones gather. */
final class PublishedRows implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PublishedRows.class);
    private static final int BATCH = 1_000;
    /**
     * Nobody waits for a deletion, so rows may gather: each table costs a statement, however few its rows. At 25 ms these
     * were a statement an order.
     */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final Map<DataSource, BlockingQueue<Row>> queues = new ConcurrentHashMap<>();
    private final List<Thread> workers = new ArrayList<>();

    PublishedRows(List<DataSource> databases) {
        databases.stream().distinct().forEach(database -> {
            BlockingQueue<Row> queue = new LinkedBlockingQueue<>();
            queues.put(database, queue);
            workers.add(Thread.ofVirtual().name("outbox-delete").start(() -> work(database, queue)));
        });
    }

    /** Deletes soon. {@code then} runs when the row is gone, or was given up: a row left behind is only sent again. */
    void delete(OutboxTable table, OutboxKey key, Runnable then) {
        BlockingQueue<Row> queue = queues.get(table.database());
        if (queue == null) {
            throw new IllegalArgumentException("not a table of this outbox: " + table.name());
        }
        queue.add(new Row(table, key, then));
    }

    private static void work(DataSource database, BlockingQueue<Row> queue) {
        List<Row> batch = new ArrayList<>(BATCH);
        try {
            while (true) {
                batch.add(queue.take());
                if (queue.size() < BATCH) {
                    Thread.sleep(GATHERING);
                }
                queue.drainTo(batch, BATCH - 1);
                deleteAll(database, batch);
                batch.forEach(row -> row.then.run());
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteAll(DataSource database, List<Row> batch) {
        Map<OutboxTable, List<OutboxKey>> byTable = batch.stream()
                .collect(Collectors.groupingBy(Row::table, Collectors.mapping(Row::key, Collectors.toList())));
        try {
            Transaction.run(database, connection -> {
                try (Statement statement = connection.createStatement()) {
                    // A deletion lost in a crash means an event sent twice, which every consumer folds: no flush
                    // needed.
                    statement.execute("SET LOCAL synchronous_commit = off");
                }
                for (var entry : byTable.entrySet()) {
                    entry.getKey().delete(connection, entry.getValue());
                }
                return true;
            });
        } catch (RuntimeException e) {
            log.warn("{} published events stay in the outbox and will be sent again: {}", batch.size(), e.getMessage());
        }
    }

    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
    }

    private record Row(OutboxTable table, OutboxKey key, Runnable then) {}
}
