package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.regions.OwnedSlots;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Applies transitions to orders: locks them, asks the domain, and stores each transition with its event. */
@Component
class ApplyTransitions {
    private static final Logger log = LoggerFactory.getLogger(ApplyTransitions.class);

    private final LockedOrders orders;
    private final OwnedSlots slots;
    private final InstantSource clock;

    ApplyTransitions(LockedOrders orders, OwnedSlots slots, InstantSource clock) {
        this.orders = orders;
        this.slots = slots;
        this.clock = clock;
    }

    /** Decides on a request: the order after the transition, or empty if it does not change. */
    @FunctionalInterface
    interface Decision {
        Optional<Order> of(TransitionRequest request, Optional<Order> present);
    }

    /**
     * Applies transitions to orders of one database, those of the same order in sequence. Blocks until the commit is
     * durable.
     *
     * @param causes ids of the events that request them, for the inbox; empty for a user's request
     * @throws dev.orderplatform.regions.NotOwner when another region owns the slot of an order
     */
    void apply(List<TransitionRequest> requests, Map<String, Long> causes, Decision decision) {
        orders.change(idsOf(requests, TransitionRequest::orderId), causes, locked -> {
            OrderBatch batch = batch(locked, Map.of());
            requests.forEach(request -> batch.request(request, decision));
            return batch.transitions();
        });
    }

    /**
     * Applies payments, and after each what its order's parcels may have been waiting for. Otherwise like
     * {@link #apply}.
     */
    void applyPayments(List<TransitionRequest> requests, Map<String, Long> causes) {
        orders.changeWithParcels(idsOf(requests, TransitionRequest::orderId), causes, (locked, parcels) -> {
            OrderBatch batch = batch(locked, parcels);
            requests.forEach(request -> {
                batch.request(request, ApplyTransitions::afterEvent);
                batch.followParcels(request.orderId(), request.traceparent());
            });
            return batch.changes();
        });
    }

    /**
     * Stores parcels of orders of one database, and makes the transitions that follow. Otherwise like {@link #apply}.
     */
    void applyParcels(List<ReceivedEvent<ShipmentEvent>> events, Map<String, Long> causes) {
        orders.changeWithParcels(idsOf(events, received -> received.event().orderId()), causes, (locked, parcels) -> {
            OrderBatch batch = batch(locked, parcels);
            events.forEach(received -> batch.receive(Parcel.of(received.event()), received.traceparent()));
            return batch.changes();
        });
    }

    /**
     * Cancels a batch of a table's orders whose payment window is over. One that can't be cancelled is logged and does
     * not block the others.
     *
     * @return the number of cancelled orders
     */
    int expire(ShardMap.Table table) {
        List<Slot> owned = Shards.slotsOf(table).filter(slots::owns).toList();
        return orders.changeDue(table, owned, locked -> {
            OrderBatch batch = batch(locked, Map.of());
            locked.keySet().forEach(id -> expire(batch, id));
            return batch.transitions();
        });
    }

    private static void expire(OrderBatch batch, long orderId) {
        try {
            batch.request(
                    new TransitionRequest(orderId, Order::expire, Optional.empty()), ApplyTransitions::afterEvent);
        } catch (RuntimeException e) {
            log.error("order {}, which was not paid in time, can't be cancelled", orderId, e);
        }
    }

    /**
     * The decision on a transition that an event requests. Skips one that is repeated or comes too late. One that comes
     * too early fails the batch, so that its event is not recorded as applied, and the consumer retries until the
     * transition is allowed.
     */
    static Optional<Order> afterEvent(TransitionRequest request, Optional<Order> present) {
        Order order = present.orElseThrow(() -> OrderBatch.missing(request.orderId()));
        try {
            return Optional.of(request.transition().apply(order));
        } catch (IllegalTransition e) {
            if (e.isTooEarly()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private OrderBatch batch(Map<Long, Order> locked, Map<Long, Parcels> parcels) {
        return new OrderBatch(locked, parcels, slots, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static <T> Set<Long> idsOf(List<T> requests, Function<T, Long> orderId) {
        return requests.stream().map(orderId).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
