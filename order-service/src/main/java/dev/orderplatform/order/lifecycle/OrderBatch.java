package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.OrderChange;
import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.regions.OwnedSlots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The locked orders of one transaction, with the parcels and transitions that it applies to them in sequence. */
final class OrderBatch {
    private final Map<Long, Order> orders;
    private final Map<Long, Parcels> parcels;
    private final OwnedSlots slots;
    private final Instant at;
    private final List<AppliedTransition> transitions = new ArrayList<>();
    private final Map<String, Parcel> changedParcels = new LinkedHashMap<>();

    OrderBatch(Map<Long, Order> locked, Map<Long, Parcels> parcels, OwnedSlots slots, Instant at) {
        this.orders = new HashMap<>(locked);
        this.parcels = new HashMap<>(parcels);
        this.slots = slots;
        this.at = at;
    }

    List<AppliedTransition> transitions() {
        return List.copyOf(transitions);
    }

    ParcelChanges changes() {
        return new ParcelChanges(List.copyOf(changedParcels.values()), transitions());
    }

    void request(TransitionRequest request, ApplyTransitions.Decision decision) {
        decision.of(request, find(request.orderId())).ifPresent(after -> changed(after, request.traceparent()));
    }

    /**
     * Keeps a parcel unless its event is an old one, and makes the transitions that follow.
     *
     * @throws IllegalStateException when its order does not exist
     * @throws dev.orderplatform.regions.NotOwner when another region owns its slot
     */
    void receive(Parcel parcel, Optional<String> traceparent) {
        require(parcel.orderId());
        slots.require(OrderId.slot(parcel.orderId()));
        Parcels known = parcels.getOrDefault(parcel.orderId(), Parcels.NONE);
        if (known.isNews(parcel)) {
            parcels.put(parcel.orderId(), known.with(parcel));
            changedParcels.put(parcel.id(), parcel);
            followParcels(parcel.orderId(), traceparent);
        }
    }

    /**
     * Makes the transitions that follow from an order's parcels. Before the order is PAID they wait: paying it calls
     * this again. An order that is refunded or was delivered ignores them.
     */
    void followParcels(long orderId, Optional<String> traceparent) {
        for (UnaryOperator<Order> transition :
                parcels.getOrDefault(orderId, Parcels.NONE).transitions()) {
            try {
                changed(transition.apply(require(orderId)), traceparent);
            } catch (IllegalTransition _) {
                // Already made, or not to be made yet or any more.
            }
        }
    }

    /**
     * The failure of an event whose order does not exist. The order may never arrive, so its event must not block the
     * others: it becomes a dead letter, which can be replayed.
     */
    static IllegalStateException missing(long orderId) {
        return new IllegalStateException("order " + orderId + " does not exist");
    }

    private Optional<Order> find(long orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    private Order require(long orderId) {
        return find(orderId).orElseThrow(() -> missing(orderId));
    }

    private void changed(Order after, Optional<String> traceparent) {
        orders.put(after.id(), after);
        transitions.add(AppliedTransition.of(new OrderChange(after, entry(after)), traceparent));
    }

    private StatusChange entry(Order after) {
        Ownership owner = slots.require(OrderId.slot(after.id()));
        return new StatusChange(after.status(), at, owner.region(), owner.epoch());
    }
}
