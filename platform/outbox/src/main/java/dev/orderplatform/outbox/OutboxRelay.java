package dev.orderplatform.outbox;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.KafkaEventSender;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes events that were not published right after their commit: after a crash or overload, or because the broker
 * was down or has lost them. Several relays may run concurrently; rows are locked while they are sent.
 */
final class OutboxRelay {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(12);

    private final List<Database> databases;
    private final KafkaEventSender kafka;
    private final ImmediatePublisher immediate;
    private final OutboxCleaner cleaner;
    private final OutboxProperties properties;

    OutboxRelay(
            OutboxTables tables,
            KafkaEventSender kafka,
            ImmediatePublisher immediate,
            OutboxCleaner cleaner,
            OutboxProperties properties) {
        this.databases = tables.byDatabase().entrySet().stream()
                .map(database -> new Database(database.getKey(), database.getValue()))
                .toList();
        this.kafka = kafka;
        this.immediate = immediate;
        this.cleaner = cleaner;
        this.properties = properties;
    }

    /** Publishes from every table until nothing is due. A failing table does not block the others. */
    void publishAll() {
        List<RuntimeException> failures = new ArrayList<>();
        for (Database database : databases) {
            try {
                Due due = database.due(properties.relayGrace());
                due.tables.forEach(table -> publish(table, due.sentBefore, failures));
                database.relayed = database.relayed || failures.isEmpty();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void publish(OutboxTable table, Instant sentBefore, List<RuntimeException> failures) {
        try {
            while (publishBatch(table, sentBefore) > 0
                    && !Thread.currentThread().isInterrupted()) {
                log.debug("{} may have more due events", table.name());
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private int publishBatch(OutboxTable table, Instant sentBefore) {
        return Transaction.run(table.database(), transaction -> {
            List<EventMessage> due = table.lockDue(transaction, sentBefore, properties.relayBatch()).stream()
                    .filter(event -> !immediate.holds(event))
                    .toList();
            return due.isEmpty() ? 0 : publish(table, transaction, due);
        });
    }

    private int publish(OutboxTable table, Transaction transaction, List<EventMessage> events) throws SQLException {
        Map<TopicPartition, Integer> epochs = cleaner.epochs();
        Map<EventMessage, CompletableFuture<TopicPartition>> sends = new HashMap<>();
        events.forEach(event -> sends.put(event, kafka.send(table.stream(), event)));
        awaitAll(sends.values().stream().toList());
        Map<EventMessage, TopicPartition> published = sends.entrySet().stream()
                .filter(send -> send.getValue().state() == CompletableFuture.State.SUCCESS)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, send -> send.getValue().resultNow()));
        table.markSent(
                transaction, published.keySet().stream().map(OutboxKey::of).toList());
        transaction.afterCommit(
                () -> published.forEach((event, partition) -> cleaner.published(table, event, partition, epochs)));
        if (published.size() < events.size()) {
            log.warn(
                    "{} of {} events from {} were not published",
                    events.size() - published.size(),
                    events.size(),
                    table.name());
        }
        return published.size();
    }

    private static void awaitAll(List<? extends CompletableFuture<?>> sends) {
        try {
            CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new))
                    .get(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("some sends failed or timed out", e); // the caller checks each future
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param sentBefore by the database's clock; events sent later are not due */
    private record Due(List<OutboxTable> tables, Instant sentBefore) {}

    /** The tables of one database. */
    private static final class Database {
        private final DataSource source;
        private final List<OutboxTable> tables;
        private final String select;
        private boolean relayed;

        Database(DataSource source, List<OutboxTable> tables) {
            this.source = source;
            this.tables = tables;
            this.select =
                    "SELECT c.sent_before, t.n FROM (SELECT now() - ? * interval '1 millisecond' AS sent_before) c"
                            + " LEFT JOIN LATERAL ("
                            + IntStream.range(0, tables.size())
                                    .mapToObj(n -> "SELECT " + n + " AS n WHERE EXISTS (SELECT FROM "
                                            + tables.get(n).name() + " WHERE sent_at < c.sent_before)")
                                    .collect(Collectors.joining(" UNION ALL "))
                            + ") t ON true";
        }

        /** The tables with due events. In the first run all events are due: a previous process may have left them. */
        Due due(Duration grace) {
            return Transaction.run(source, transaction -> {
                try (PreparedStatement statement = transaction.prepare(select)) {
                    statement.setLong(1, relayed ? grace.toMillis() : 0);
                    try (ResultSet rows = statement.executeQuery()) {
                        return read(rows);
                    }
                }
            });
        }

        private Due read(ResultSet rows) throws SQLException {
            List<OutboxTable> due = new ArrayList<>();
            Instant sentBefore = Instant.EPOCH;
            while (rows.next()) {
                sentBefore = rows.getObject(1, OffsetDateTime.class).toInstant();
                int table = rows.getInt(2);
                if (!rows.wasNull()) {
                    due.add(tables.get(table));
                }
            }
            return new Due(due, sentBefore);
        }
    }
}
