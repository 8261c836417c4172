package dev.orderplatform.inbox;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.inbox.Batch.Arrival;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.postgres.TransactionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes a batch of events to the handler in one call. If that fails:
 *
 * <ul>
 *
 *   <li>On a transient failure, or during shutdown, rethrows, and the caller retries the whole batch.
 *   <li>Otherwise handles the events one by one. An event that still fails after the last attempt becomes a dead
 *       letter, so that a poison event never blocks its partition.
 *   <li>If all events fail for the same reason, the events are hardly the cause: rethrows.
 * </ul>
 */
final class ApplyEvents<E extends Event> {
    /** Doubles with each attempt. */
    static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(ApplyEvents.class);

    private final String group;
    private final EventStream<E> stream;
    private final EventHandler<E> handler;
    private final DeadLetters deadLetters;
    private final UnknownTypes unknownTypes;
    private final Optional<UnknownEventTable> unknownEvents;
    private final InboxProperties properties;
    private final BooleanSupplier running;

    /** @param running false during shutdown: failures may then come from closed pools, not from the events */
    ApplyEvents(
            String group,
            EventStream<E> stream,
            EventHandler<E> handler,
            DeadLetters deadLetters,
            UnknownTypes unknownTypes,
            Optional<UnknownEventTable> unknownEvents,
            InboxProperties properties,
            BooleanSupplier running) {
        this.group = group;
        this.stream = stream;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.unknownTypes = unknownTypes;
        this.unknownEvents = unknownEvents;
        this.properties = properties;
        this.running = running;
    }

    /** Applies records polled from the topic. */
    void apply(List<ConsumerRecord<String, byte[]>> records) {
        apply(records, waitingKeys(records));
    }

    /** Applies stored records. No earlier event of their keys is still waiting. */
    void applyStored(List<ConsumerRecord<String, byte[]>> records) {
        apply(records, Set.of());
    }

    private Set<String> waitingKeys(List<ConsumerRecord<String, byte[]>> records) {
        return unknownEvents
                .filter(_ -> unknownTypes.inOrder())
                .map(table -> table.keysAmong(records.stream()
                        .map(ConsumerRecord::key)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()))
                .orElse(Set.of());
    }

    private void apply(List<ConsumerRecord<String, byte[]>> records, Set<String> waitingKeys) {
        Batch<E> batch = Batch.read(stream, records, waitingKeys, unknownTypes);
        List<Failure> deadLettered = new ArrayList<>(batch.malformed());
        deadLettered.addAll(handle(batch.arrivals()));
        // Only after the earlier events were applied: otherwise a retry of the batch would store those behind them.
        if (!batch.waiting().isEmpty()) {
            unknownEvents.ifPresent(table -> table.store(batch.waiting()));
        }
        // Last: otherwise each retry of the batch would send its dead letters again.
        deadLettered.forEach(this::sendDeadLetter);
    }

    /** Returns the events that can't be applied. */
    private List<Failure> handle(List<Arrival<E>> arrivals) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        try {
            handler.handle(events(arrivals));
            return List.of();
        } catch (RuntimeException e) {
            throwIfTransient(e);
            log.warn("batch of {} events failed, handling them one by one", arrivals.size(), e);
            return handleOneByOne(arrivals);
        }
    }

    // Retries only failed events, in rounds, so the number of pauses is bounded. A retried event is applied after later
    // events of its key, like a replayed dead letter.
    private List<Failure> handleOneByOne(List<Arrival<E>> arrivals) {
        List<Arrival<E>> remaining = arrivals;
        for (int attempt = 1; ; attempt++) {
            List<Failure> failures = new ArrayList<>();
            List<Arrival<E>> failed = new ArrayList<>();
            for (Arrival<E> arrival : remaining) {
                handleAlone(arrival).ifPresent(failure -> {
                    failures.add(failure);
                    failed.add(arrival);
                });
            }
            if (failures.size() == arrivals.size() && Failure.haveSameCause(failures)) {
                throw new IllegalStateException(
                        "all " + failures.size()
                                + " events of a batch fail for the same reason; none becomes a dead letter",
                        failures.getFirst().reason());
            }
            if (failures.isEmpty() || attempt == properties.attempts()) {
                return failures;
            }
            remaining = failed;
            pause(attempt);
        }
    }

    private Optional<Failure> handleAlone(Arrival<E> arrival) {
        try {
            handler.handle(events(List.of(arrival)));
            return Optional.empty();
        } catch (RuntimeException e) {
            throwIfTransient(e);
            return Optional.of(new Failure(arrival.record(), e));
        }
    }

    private void pause(int attempt) {
        Duration pause = FIRST_BACK_OFF.multipliedBy(1L << Math.min(attempt - 1, 10));
        try {
            Thread.sleep(pause.compareTo(properties.maxBackOff()) < 0 ? pause : properties.maxBackOff());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between attempts", e);
        }
    }

    private void sendDeadLetter(Failure failure) {
        ConsumerRecord<String, byte[]> record = failure.record();
        log.error(
                "dead letter: {}-{} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                failure.reason().toString());
        deadLetters.send(record, group, failure.reason());
    }

    private List<ReceivedEvent<E>> events(List<Arrival<E>> arrivals) {
        return arrivals.stream().map(Arrival::event).toList();
    }

    private void throwIfTransient(RuntimeException failure) {
        if (!running.getAsBoolean() || isTransient(failure)) {
            throw failure;
        }
    }

    private static boolean isTransient(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof TransactionException transaction) {
                return transaction.isTransient();
            }
            if (e instanceof SQLTransientException) {
                return true;
            }
        }
        return false;
    }
}
