package dev.orderplatform.inbox;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.MalformedEvent;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.ReceivedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one poll, sorted by what to do with each. */
final class Batch<E extends Event> {
    private final Map<EventId, Arrival<E>> arrivals = new LinkedHashMap<>();
    private final List<UnknownEvent> waiting = new ArrayList<>();
    private final List<Failure> malformed = new ArrayList<>();

    /** An event and the record it was read from. */
    record Arrival<E extends Event>(ConsumerRecord<String, byte[]> record, ReceivedEvent<E> event) {}

    /** @param waitingKeys keys with stored events; later events of these keys wait behind them */
    static <E extends Event> Batch<E> read(
            EventStream<E> stream,
            List<ConsumerRecord<String, byte[]>> records,
            Set<String> waitingKeys,
            UnknownTypes unknownTypes) {
        Batch<E> batch = new Batch<>();
        Set<String> blocked = new HashSet<>(waitingKeys);
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                Optional<ReceivedEvent<E>> event = EventRecords.read(stream, record);
                if (event.isPresent() && !blocked.contains(record.key())) {
                    batch.arrivals.putIfAbsent(event.get().event().id(), new Arrival<>(record, event.get()));
                } else if (unknownTypes.database().isPresent()) {
                    batch.waiting.add(UnknownEvent.of(record));
                    if (unknownTypes.inOrder()) {
                        blocked.add(record.key());
                    }
                }
            } catch (MalformedEvent e) {
                batch.malformed.add(new Failure(record, e));
            }
        }
        return batch;
    }

    /** Events to apply, without duplicates. */
    List<Arrival<E>> arrivals() {
        return List.copyOf(arrivals.values());
    }

    /** Events of unknown types, and events that wait behind one. */
    List<UnknownEvent> waiting() {
        return waiting;
    }

    List<Failure> malformed() {
        return malformed;
    }
}
