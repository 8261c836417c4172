package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.KafkaEvents;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events right after their commit, those of one partition key one after the other: the next is sent when the
 * broker has acknowledged the one before. Which events are on their way is known here, and which were published by
 * {@link OutboxCleaner}; an earlier event that neither knows belongs to another process, and what follows it is left to the relay.
 */
final class ImmediatePublisher implements Publisher {
    private final KafkaEvents kafka;
    private final Executor sender;
    private final OutboxCleaner cleaner;
    private final InFlight inFlight;
    /** Events that are not acknowledged yet, by partition key. The first one is being sent. */
    private final Map<String, Deque<Entry>> chains = new ConcurrentHashMap<>();

    /** @param sender runs the sends in order, away from the caller: a producer may block when its buffer is full */
    ImmediatePublisher(KafkaEvents kafka, Executor sender, OutboxCleaner cleaner, InFlight inFlight) {
        this.kafka = kafka;
        this.sender = sender;
        this.cleaner = cleaner;
        this.inFlight = inFlight;
    }

    @Override
    public void publish(OutboxTable table, List<EventMessage> events, Map<String, List<EventId>> earlier) {
        for (EventMessage event : events) {
            List<EventId> before = earlier.getOrDefault(event.partitionKey(), List.of());
            chains.compute(event.partitionKey(), (_, chain) -> offer(new Entry(table, event), before, chain));
        }
    }

    /** Whether this process is about to publish the event, or has published it and not deleted its row yet. */
    boolean holds(EventMessage event) {
        boolean[] found = {false};
        chains.computeIfPresent(event.partitionKey(), (_, chain) -> {
            found[0] = chain.stream().anyMatch(entry -> entry.has(event.id()));
            return chain;
        });
        return found[0] || cleaner.isPublished(event.id());
    }

    private @Nullable Deque<Entry> offer(Entry entry, List<EventId> earlier, @Nullable Deque<Entry> chain) {
        if (!earlier.stream().allMatch(id -> isOurs(id, chain)) || !inFlight.add(entry.event)) {
            return chain;
        }
        Deque<Entry> entries = chain == null ? new ArrayDeque<>(2) : chain;
        entries.add(entry);
        if (entries.size() == 1) {
            send(entry);
        }
        return entries;
    }

    private boolean isOurs(EventId id, @Nullable Deque<Entry> chain) {
        return cleaner.isPublished(id) || (chain != null && chain.stream().anyMatch(entry -> entry.has(id)));
    }

    private void send(Entry entry) {
        sender.execute(() -> {
            Map<TopicPartition, Integer> epochs = cleaner.epochs();
            try {
                kafka.send(entry.table.stream(), entry.event).whenComplete((partition, failure) -> {
                    if (failure == null) {
                        acknowledged(entry, partition, epochs);
                    } else {
                        leaveToRelay(entry);
                    }
                });
            } catch (RuntimeException e) {
                leaveToRelay(entry);
            }
        });
    }

    private void acknowledged(Entry entry, TopicPartition partition, Map<TopicPartition, Integer> epochs) {
        // Before it leaves the chain: at any time one of the two knows it.
        cleaner.published(entry.table, entry.event, partition, epochs);
        chains.computeIfPresent(entry.event.partitionKey(), (_, chain) -> {
            chain.remove(entry);
            inFlight.remove(entry.event);
            if (chain.isEmpty()) {
                return null;
            }
            send(chain.getFirst());
            return chain;
        });
    }

    // What was to follow goes to the relay too, or it would overtake.
    private void leaveToRelay(Entry entry) {
        chains.computeIfPresent(entry.event.partitionKey(), (_, chain) -> {
            chain.forEach(left -> inFlight.remove(left.event));
            return null;
        });
    }

    private record Entry(OutboxTable table, EventMessage event) {
        boolean has(EventId id) {
            return event.id().equals(id);
        }
    }
}
