package dev.orderplatform.inbox;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.kafka.ReceivedEvent;
import java.util.List;

/**
 * What a service does with the events of a stream.
 *
 * @param <E> the stream's family
 */
@FunctionalInterface
public interface EventHandler<E extends Event> {
    /**
     * Applies events, all or none, recording each in the inbox of the same transaction.
     *
     * @param events in the order of their partition, no id twice; ids of earlier calls may come again
     */
    void handle(List<ReceivedEvent<E>> events);
}
