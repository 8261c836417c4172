package dev.orderplatform.inbox;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.kafka.ReceivedEvent;
import java.util.List;

/**
 * A service's handler of a stream's events.
 *
 * @param <E> the stream's event family
 */
@FunctionalInterface
public interface EventHandler<E extends Event> {
    /**
     * Applies all events or none, and records each in the inbox within the same transaction.
     *
     * @param events in partition order, without duplicate ids; ids of earlier calls may be redelivered
     */
    void handle(List<ReceivedEvent<E>> events);
}
