package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.sharding.ShardFanOut;
import dev.orderplatform.regions.OwnedSlots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Handles events about orders: those of a poll in one transaction per database, concurrently. If one fails, the poll is
 * redelivered, and what the others committed is not applied twice. Orders whose slot another region has taken over are
 * skipped: that region asks its own services.
 */
abstract class ShardedEventHandler<E extends Event> implements EventHandler<E> {
    private final ShardFanOut databases;
    private final OwnedSlots slots;
    private final ToLongFunction<E> orderId;

    ShardedEventHandler(ShardFanOut databases, OwnedSlots slots, ToLongFunction<E> orderId) {
        this.databases = databases;
        this.slots = slots;
        this.orderId = orderId;
    }

    @Override
    public final void handle(List<ReceivedEvent<E>> events) {
        databases.forEach(events, received -> orderId.applyAsLong(received.event()), (_, share) -> apply(share));
    }

    private void apply(List<ReceivedEvent<E>> events) {
        Map<String, Long> causes = new LinkedHashMap<>();
        List<ReceivedEvent<E>> owned = new ArrayList<>();
        for (ReceivedEvent<E> received : events) {
            long order = orderId.applyAsLong(received.event());
            causes.put(received.event().id().toString(), order);
            if (slots.owns(OrderId.slot(order))) {
                owned.add(received);
            }
        }
        apply(owned, causes);
    }

    /**
     * Applies events of one database.
     *
     * @param owned those of orders that this region owns, in sequence
     * @param causes order ids by the ids of all events, for the inbox
     */
    abstract void apply(List<ReceivedEvent<E>> owned, Map<String, Long> causes);
}
