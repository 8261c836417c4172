package dev.orderplatform.order.placing;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Acceptance;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.ids.OrderIds;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.telemetry.Traces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Accepts priced orders: assigns their ids and stores them with their first events. */
@Component
class AcceptOrders {
    private final NewOrders newOrders;
    private final OrderIds ids;
    private final OwnedSlots slots;
    private final Traces traces;

    AcceptOrders(NewOrders newOrders, OrderIds ids, OwnedSlots slots, Traces traces) {
        this.newOrders = newOrders;
        this.ids = ids;
        this.slots = slots;
        this.traces = traces;
    }

    /** Blocks until the commit is durable. The placements are in the order of {@code orders}. */
    List<Placement> accept(List<NewOrder> orders) {
        List<StoredOrder> numbered = orders.stream().map(this::number).toList();
        List<EventMessage> events = IntStream.range(0, orders.size())
                .mapToObj(n -> EventMessage.of(
                        numbered.get(n).created(), Optional.of(orders.get(n).traceparent())))
                .toList();
        Map<Long, Optional<EarlierOrder>> taken = traces.run(
                "accept orders",
                orders.stream().map(NewOrder::traceparent).toList(),
                () -> newOrders.store(numbered, events));
        return numbered.stream().map(order -> placementOf(order, taken)).toList();
    }

    /** The response to a request whose key an earlier order has; empty if there is none. Blocks. */
    Optional<Placement> earlier(long userId, String key, String bodyHash) {
        return newOrders.earlier(userId, key).map(earlier -> earlier.answerTo(bodyHash));
    }

    /** @throws dev.orderplatform.regions.NotOwner when another region owns the user's slot */
    StoredOrder number(NewOrder order) {
        Ownership owner = slots.require(order.slot());
        long id = ids.next(order.slot());
        return StoredOrder.accepted(
                id,
                order.userId(),
                order.lines(),
                order.total(),
                new Acceptance(
                        owner.region(),
                        owner.epoch(),
                        OrderId.time(id),
                        order.durability(),
                        Optional.empty(),
                        order.key(),
                        order.bodyHash()));
    }

    private static Placement placementOf(StoredOrder order, Map<Long, Optional<EarlierOrder>> taken) {
        if (!taken.containsKey(order.id())) {
            return new Placement.Placed(PlacedOrder.of(order));
        }
        return taken.get(order.id())
                .map(earlier -> earlier.answerTo(order.acceptance().bodyHash()))
                // The earlier order was there when this one was to be stored, and has been undone since. The client may
                // retry the key.
                .orElseGet(() -> new Placement.Refused(PlacementError.Simple.KEY_IN_USE));
    }
}
