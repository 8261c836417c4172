package dev.orderplatform.outbox;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.KafkaEvents;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the fast path left behind: after a crash, a broker that was away, or too much at once. Any number of
 * sweepers may run; rows are locked while they are sent.
 */
final class Sweeper {
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(12);

    private final List<OutboxTable> tables;
    private final KafkaEvents kafka;
    private final FastPath fastPath;
    private final OutboxProperties properties;

    Sweeper(List<OutboxTable> tables, KafkaEvents kafka, FastPath fastPath, OutboxProperties properties) {
        this.tables = List.copyOf(tables);
        this.kafka = kafka;
        this.fastPath = fastPath;
        this.properties = properties;
    }

    /** Goes over every table until nothing publishable is left. One table's trouble does not keep the others waiting. */
    void sweepAll() {
        List<RuntimeException> failures = new ArrayList<>();
        for (OutboxTable table : tables) {
            try {
                while (sweep(table) > 0 && !Thread.currentThread().isInterrupted()) {
                    log.debug("more in {}", table.name());
                }
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private int sweep(OutboxTable table) {
        return Transaction.run(table.database(), connection -> {
            List<EventMessage> leftBehind =
                    table.lockLeftBehind(connection, properties.sweepGrace(), properties.sweepBatch()).stream()
                            .filter(event -> !fastPath.holds(event))
                            .toList();
            return leftBehind.isEmpty() ? 0 : publish(table, connection, leftBehind);
        });
    }

    private int publish(OutboxTable table, Connection connection, List<EventMessage> events) throws SQLException {
        List<? extends CompletableFuture<?>> sends =
                events.stream().map(kafka::send).toList();
        awaitAll(sends);
        List<OutboxKey> published = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (sends.get(i).isDone() && !sends.get(i).isCompletedExceptionally()) {
                published.add(
                        new OutboxKey(events.get(i).orderId(), events.get(i).version()));
            }
        }
        table.delete(connection, published);
        if (published.size() < events.size()) {
            log.warn(
                    "{} of {} events of {} not published yet",
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
            log.debug("some events were not stored", e); // each is judged by its own future
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
