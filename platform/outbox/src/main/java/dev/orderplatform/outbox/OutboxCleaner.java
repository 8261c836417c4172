package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.LeaderEpochs;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the rows of published events once the broker has flushed them to disk. An acknowledged event may still be
 * only in the page cache of the broker's machine, and the broker does not report flushes, so a row is kept for the
 * broker's flush interval. If the broker restarted meanwhile, it may have lost the event: the row stays, and the relay
 * publishes it again.
 */
final class OutboxCleaner {
    private static final int BATCH = 2_000;

    private final LeaderEpochs leaderEpochs;
    private final Set<String> topics;
    private final Duration flushTime;
    private final Queue<Published> queue = new ConcurrentLinkedQueue<>();
    private final Set<EventId> ids = ConcurrentHashMap.newKeySet();
    private volatile Map<TopicPartition, Integer> epochs = Map.of();

    OutboxCleaner(LeaderEpochs leaderEpochs, OutboxTables tables, OutboxProperties properties) {
        this.leaderEpochs = leaderEpochs;
        this.topics = tables.topics();
        this.flushTime = properties.flushTime();
    }

    /** Leader epochs as of the last read; callers read them before they send an event. */
    Map<TopicPartition, Integer> epochs() {
        return epochs;
    }

    /**
     * Schedules the deletion of an acknowledged event's row for when the broker must have flushed it.
     *
     * @param before {@link #epochs} before the send; later ones may already include a restart that lost the event
     */
    void published(
            OutboxTable table, EventMessage event, TopicPartition partition, Map<TopicPartition, Integer> before) {
        ids.add(event.id());
        queue.add(new Published(table, OutboxKey.of(event), partition, before.get(partition), System.nanoTime()));
    }

    /** Whether this process has published the event but not deleted its row yet. */
    boolean isPublished(EventId id) {
        return ids.contains(id);
    }

    /** Deletes the rows that are due. */
    void clean() {
        if (queue.isEmpty() && !epochs.isEmpty()) {
            return;
        }
        // Taken before the epochs are read: these events were acknowledged earlier and are old enough to be flushed.
        List<Published> due = takeOlderThan(flushTime);
        try {
            if (flushTime.isPositive()) {
                epochs = leaderEpochs.read(topics);
            }
            delete(due.stream().filter(this::isFlushed).toList());
        } finally {
            due.forEach(published -> ids.remove(published.row.id()));
        }
    }

    private boolean isFlushed(Published published) {
        return !flushTime.isPositive()
                || (published.epoch != null && published.epoch.equals(epochs.get(published.partition)));
    }

    private List<Published> takeOlderThan(Duration age) {
        long limit = System.nanoTime() - age.toNanos();
        List<Published> taken = new ArrayList<>();
        for (Published next = queue.peek(); next != null && next.acknowledged - limit <= 0; next = queue.peek()) {
            taken.add(Objects.requireNonNull(queue.poll()));
        }
        return taken;
    }

    private void delete(List<Published> published) {
        Map<DataSource, List<Published>> byDatabase =
                published.stream().collect(Collectors.groupingBy(each -> each.table.database()));
        byDatabase.forEach((database, all) -> {
            for (int from = 0; from < all.size(); from += BATCH) {
                deleteBatch(database, all.subList(from, Math.min(from + BATCH, all.size())));
            }
        });
    }

    private static void deleteBatch(DataSource database, List<Published> published) {
        Map<OutboxTable, List<OutboxKey>> byTable = published.stream()
                .collect(Collectors.groupingBy(
                        Published::table, Collectors.mapping(Published::row, Collectors.toList())));
        Transaction.run(database, transaction -> {
            withoutFlush(transaction.connection());
            for (var entry : byTable.entrySet()) {
                entry.getKey().delete(transaction, entry.getValue());
            }
            return true;
        });
    }

    // A deletion lost in a crash only means that the event is published twice, which consumers tolerate.
    private static void withoutFlush(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = off");
        }
    }

    /**
     * @param epoch the partition's leader epoch before the send; null if never read
     * @param acknowledged a {@link System#nanoTime}
     */
    private record Published(
            OutboxTable table,
            OutboxKey row,
            TopicPartition partition,
            @Nullable Integer epoch,
            long acknowledged) {}
}
