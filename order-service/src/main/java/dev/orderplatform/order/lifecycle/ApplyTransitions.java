package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.OrderChange;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.order.ownership.OwnedSlots;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Applies transitions to orders: locks them, asks the domain, and stores each transition with its event. */
@Component
class ApplyTransitions {
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
     * @throws dev.orderplatform.order.ownership.NotOwner when another region owns the slot of an order
     */
    void apply(List<TransitionRequest> requests, Map<String, Long> causes, Decision decision) {
        Set<Long> orderIds =
                requests.stream().map(TransitionRequest::orderId).collect(Collectors.toCollection(LinkedHashSet::new));
        orders.change(orderIds, causes, locked -> decide(requests, locked, decision));
    }

    private List<AppliedTransition> decide(
            List<TransitionRequest> requests, Map<Long, Order> locked, Decision decision) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Long, Order> present = new HashMap<>(locked);
        List<AppliedTransition> applied = new ArrayList<>();
        for (TransitionRequest request : requests) {
            decision.of(request, Optional.ofNullable(present.get(request.orderId())))
                    .ifPresent(after -> {
                        present.put(after.id(), after);
                        applied.add(
                                AppliedTransition.of(new OrderChange(after, entry(after, at)), request.traceparent()));
                    });
        }
        return applied;
    }

    private StatusChange entry(Order after, Instant at) {
        Ownership owner = slots.require(OrderId.slot(after.id()));
        return new StatusChange(after.status(), at, owner.region(), owner.epoch());
    }
}
