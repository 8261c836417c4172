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
 * Gives a batch's events to the handler at once. What can't be applied then is sorted out:
 *
 * <ul>
 *   <li>Something is down, or the service stops: the failure is thrown, and the caller tries the whole batch again.
 *   <li>Otherwise the events are applied one by one, and what still fails after some attempts becomes a dead letter: a
 *       poison event never stops its partition.
 *   <li>Unless all of them fail for one reason. Then it is hardly the events: the failure is thrown too.
 * </ul>
 */
final class ApplyEvents<E extends Event> {
    /** Doubled with each attempt. */
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

    /** @param running false while the service stops: its pools may be closed, which is no fault of an event */
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

    /** Applies records from their topic. */
    void apply(List<ConsumerRecord<String, byte[]>> records) {
        apply(records, waitingKeys(records));
    }

    /** Applies records that were stored; nothing waits before them. */
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
        List<Failure> givenUp = new ArrayList<>(batch.malformed());
        givenUp.addAll(handle(batch.arrivals()));
        // After what came before them: a batch that is tried again would store that behind them otherwise.
        if (!batch.waiting().isEmpty()) {
            unknownEvents.ifPresent(table -> table.store(batch.waiting()));
        }
        // Last: a batch that is tried again for an hour would have its dead letters sent each time otherwise.
        givenUp.forEach(this::giveUp);
    }

    /** Returns what can't be applied. */
    private List<Failure> handle(List<Arrival<E>> arrivals) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        try {
            handler.handle(events(arrivals));
            return List.of();
        } catch (RuntimeException e) {
            throwIfItMayPass(e);
            log.warn("a batch of {} events failed, handling them one by one", arrivals.size(), e);
            return handleOneByOne(arrivals);
        }
    }

    // Each once, then only those that failed: a batch takes a bounded number of pauses. An event that needs a second
    // attempt is applied after later ones of its key, as a dead letter that is replayed is.
    private List<Failure> handleOneByOne(List<Arrival<E>> arrivals) {
        List<Arrival<E>> left = arrivals;
        for (int attempt = 1; ; attempt++) {
            List<Failure> failures = new ArrayList<>();
            List<Arrival<E>> failed = new ArrayList<>();
            for (Arrival<E> arrival : left) {
                handleAlone(arrival).ifPresent(failure -> {
                    failures.add(failure);
                    failed.add(arrival);
                });
            }
            if (failures.size() == arrivals.size() && Failure.allAlike(failures)) {
                throw new IllegalStateException(
                        "all " + failures.size() + " events of a batch fail alike, so none is given up",
                        failures.getFirst().reason());
            }
            if (failures.isEmpty() || attempt == properties.attempts()) {
                return failures;
            }
            left = failed;
            pause(attempt);
        }
    }

    private Optional<Failure> handleAlone(Arrival<E> arrival) {
        try {
            handler.handle(events(List.of(arrival)));
            return Optional.empty();
        } catch (RuntimeException e) {
            throwIfItMayPass(e);
            return Optional.of(new Failure(arrival.record(), e));
        }
    }

    private void pause(int attempt) {
        Duration pause = FIRST_BACK_OFF.multipliedBy(1L << Math.min(attempt - 1, 10));
        try {
            Thread.sleep(pause.compareTo(properties.longestBackOff()) < 0 ? pause : properties.longestBackOff());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts", e);
        }
    }

    private void giveUp(Failure failure) {
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

    private void throwIfItMayPass(RuntimeException failure) {
        if (!running.getAsBoolean() || mayPass(failure)) {
            throw failure;
        }
    }

    private static boolean mayPass(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof TransactionException transaction) {
                return transaction.mayPass();
            }
            if (e instanceof SQLTransientException) {
                return true;
            }
        }
        return false;
    }
}
