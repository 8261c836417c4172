package dev.orderplatform.outbox;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.KafkaEvents;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events right after their commit, those of one order one after the other: the next is sent when the broker
 * has the one before. An order's events form a chain here from their commit until their rows are deleted, so that a row
 * which a transaction still sees is known to be on its way, or known to be somebody else's and left to the sweeper.
 */
final class FastPath implements Outbox {
    private final KafkaEvents kafka;
    private final Executor sender;
    private final PublishedRows published;
    private final InFlight inFlight;
    private final Map<Long, Deque<Entry>> chains = new ConcurrentHashMap<>();

    /** @param sender runs the sends in order, away from the caller: a producer may block when its buffer is full */
    FastPath(KafkaEvents kafka, Executor sender, PublishedRows published, InFlight inFlight) {
        this.kafka = kafka;
        this.sender = sender;
        this.published = published;
        this.inFlight = inFlight;
    }

    @Override
    public void committed(OutboxTable table, List<EventMessage> events, Collection<OutboxKey> waiting) {
        for (EventMessage event : events) {
            chains.compute(event.orderId(), (_, chain) -> offer(table, event, waiting, chain));
        }
    }

    /** Whether this process is about to publish the event, or has published it and not deleted its row yet. */
    boolean holds(EventMessage event) {
        boolean[] found = {false};
        chains.computeIfPresent(event.orderId(), (_, chain) -> {
            found[0] = chain.stream().anyMatch(e -> e.event.version() == event.version());
            return chain;
        });
        return found[0];
    }

    private @Nullable Deque<Entry> offer(
            OutboxTable table, EventMessage event, Collection<OutboxKey> waiting, @Nullable Deque<Entry> chain) {
        if (somebodyElsesComesFirst(event, waiting, chain) || !inFlight.add(event)) {
            return chain;
        }
        Deque<Entry> entries = chain == null ? new ArrayDeque<>(2) : chain;
        Entry entry = new Entry(table, event);
        boolean first = entries.stream().allMatch(e -> e.acknowledged);
        entries.add(entry);
        if (first) {
            send(entry);
        }
        return entries;
    }

    private static boolean somebodyElsesComesFirst(
            EventMessage event, Collection<OutboxKey> waiting, @Nullable Deque<Entry> chain) {
        return waiting.stream()
                .filter(key -> key.orderId() == event.orderId() && key.version() < event.version())
                .anyMatch(key -> chain == null || chain.stream().noneMatch(e -> e.event.version() == key.version()));
    }

    private void send(Entry entry) {
        sender.execute(() -> {
            try {
                kafka.send(entry.event).whenComplete((_, failure) -> {
                    if (failure == null) {
                        acknowledged(entry);
                    } else {
                        leaveToSweeper(entry);
                    }
                });
            } catch (RuntimeException e) {
                leaveToSweeper(entry);
            }
        });
    }

    private void acknowledged(Entry entry) {
        chains.computeIfPresent(entry.event.orderId(), (_, chain) -> {
            entry.acknowledged = true;
            chain.stream().filter(e -> !e.acknowledged).findFirst().ifPresent(this::send);
            return chain;
        });
        published.delete(entry.table, entry.key(), () -> forget(entry));
    }

    private void forget(Entry entry) {
        chains.computeIfPresent(entry.event.orderId(), (_, chain) -> {
            if (chain.remove(entry)) {
                inFlight.remove(entry.event);
            }
            return chain.isEmpty() ? null : chain;
        });
    }

    // What was to follow goes to the sweeper too, or it would overtake.
    private void leaveToSweeper(Entry entry) {
        chains.computeIfPresent(entry.event.orderId(), (_, chain) -> {
            chain.stream().filter(e -> !e.acknowledged).forEach(e -> inFlight.remove(e.event));
            chain.removeIf(e -> !e.acknowledged);
            return chain.isEmpty() ? null : chain;
        });
    }

    /** An event on its way. Its flag is only touched inside the map's atomic operations on its order. */
    private static final class Entry {
        private final OutboxTable table;
        private final EventMessage event;
        private boolean acknowledged;

        private Entry(OutboxTable table, EventMessage event) {
            this.table = table;
            this.event = event;
        }

        private OutboxKey key() {
            return new OutboxKey(event.orderId(), event.version());
        }
    }
}
