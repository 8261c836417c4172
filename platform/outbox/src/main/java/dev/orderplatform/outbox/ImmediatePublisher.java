package dev.orderplatform.outbox;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.KafkaEventSender;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events right after their commit. Events of one partition key are sent one at a time: the next after the
 * broker has acknowledged the previous one. This class knows the events in flight, {@link OutboxCleaner} the published
 * ones. An earlier event that neither knows belongs to another process; events after it are left to the relay.
 */
final class ImmediatePublisher implements Publisher {
    private final KafkaEventSender kafka;
    private final Executor sender;
    private final OutboxCleaner cleaner;
    private final InFlight inFlight;
    /** Unacknowledged events by partition key. The first of each chain is being sent. */
    private final Map<String, Deque<Entry>> chains = new ConcurrentHashMap<>();

    /**
     * @param sender runs the sends in order, off the caller's thread: the producer may block when its buffer is full
     */
    ImmediatePublisher(KafkaEventSender kafka, Executor sender, OutboxCleaner cleaner, InFlight inFlight) {
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

    /** Whether this process is publishing the event, or has published it but not deleted its row yet. */
    boolean holds(EventMessage event) {
        boolean[] found = {false};
        chains.computeIfPresent(event.partitionKey(), (_, chain) -> {
            found[0] = chain.stream().anyMatch(entry -> entry.has(event.id()));
            return chain;
        });
        return found[0] || cleaner.isPublished(event.id());
    }

    private @Nullable Deque<Entry> offer(Entry entry, List<EventId> earlier, @Nullable Deque<Entry> chain) {
        if (!earlier.stream().allMatch(id -> isKnown(id, chain)) || !inFlight.add(entry.event)) {
            return chain;
        }
        Deque<Entry> entries = chain == null ? new ArrayDeque<>(2) : chain;
        entries.add(entry);
        if (entries.size() == 1) {
            send(entry);
        }
        return entries;
    }

    private boolean isKnown(EventId id, @Nullable Deque<Entry> chain) {
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
        // Before it leaves the chain, so that at any time the cleaner or the chain knows it.
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

    // The rest of the chain goes to the relay too, or it would overtake this event.
    private void leaveToRelay(Entry entry) {
        chains.computeIfPresent(entry.event.partitionKey(), (_, chain) -> {
            chain.forEach(remaining -> inFlight.remove(remaining.event));
            return null;
        });
    }

    private record Entry(OutboxTable table, EventMessage event) {
        boolean has(EventId id) {
            return event.id().equals(id);
        }
    }
}
