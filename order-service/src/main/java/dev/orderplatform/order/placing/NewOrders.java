package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.ids.OrderIds;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Stores orders of one database, each with its lines and its event, in one transaction. An order whose user and key are
 * there already is not stored; the earlier one is the answer. Each carries the epoch in which this region owns its slot;
 * when one has lost its owner the batch fails, and the writer tries them one by one.
 */
@Component
class NewOrders {
    private final Shards shards;
    private final OrderIds ids;
    private final OwnSlots slots;
    private final OrderOutbox outbox;

    NewOrders(Shards shards, OrderIds ids, OwnSlots slots, OrderOutbox outbox) {
        this.shards = shards;
        this.ids = ids;
        this.slots = slots;
        this.outbox = outbox;
    }

    /** Blocks until the commit is durable. The placements are in the order of {@code orders}. */
    List<Placement> store(List<NewOrder> orders) {
        List<NumberedOrder> numbered = orders.stream().map(this::number).toList();
        List<EventMessage> events =
                numbered.stream().map(NewOrders::createdEvent).toList();
        Map<NumberedOrder, Optional<EarlierOrder>> earlier = Transaction.run(shards.sharded(), transaction -> {
            NewOrderRows rows = new NewOrderRows(transaction.connection());
            List<NumberedOrder> repeated = rows.insert(numbered, events);
            outbox.publishAfterCommit(transaction, without(repeated, events), Set.of());
            return rows.earlierOf(repeated);
        });
        return numbered.stream().map(order -> placementOf(order, earlier)).toList();
    }

    private static List<EventMessage> without(List<NumberedOrder> repeated, List<EventMessage> events) {
        Set<Long> ids = repeated.stream().map(NumberedOrder::id).collect(Collectors.toSet());
        return events.stream()
                .filter(event -> !ids.contains(OrderOutbox.orderId(event)))
                .toList();
    }

    /**
     * What an earlier order under the same user and key makes of this one; empty when there is none. Blocks.
     *
     * @param bodyHash of what is asked now
     */
    Optional<Placement> earlier(long userId, String key, byte[] bodyHash) {
        return Transaction.run(
                shards.sharded(),
                transaction -> new NewOrderRows(transaction.connection())
                        .earlier(userId, key)
                        .map(earlier -> earlier.answerTo(bodyHash)));
    }

    /** @throws dev.orderplatform.order.ownership.NotOwner when another region owns the user's slot */
    NumberedOrder number(NewOrder order) {
        Slot slot = Slot.ofUser(order.userId());
        Ownership owner = slots.require(slot);
        long id = ids.next(slot);
        return new NumberedOrder(id, OrderId.time(id), owner.region(), owner.epoch(), order);
    }

    static EventMessage createdEvent(NumberedOrder order) {
        NewOrder content = order.content();
        OrderCreatedEvent event = new OrderCreatedEvent(
                order.id(),
                content.userId(),
                1,
                order.epoch(),
                order.region(),
                order.createdAt(),
                content.durability().name(),
                content.totalMinor(),
                content.currency(),
                content.lines(),
                content.key(),
                Base64.getEncoder().encodeToString(content.bodyHash()));
        return EventMessage.of(event, Optional.of(content.traceparent()));
    }

    private static Placement placementOf(NumberedOrder order, Map<NumberedOrder, Optional<EarlierOrder>> earlier) {
        if (!earlier.containsKey(order)) {
            return new Placement.Placed(order.receipt());
        }
        return earlier.get(order)
                .map(before -> before.answerTo(order.content().bodyHash()))
                // It was there when this one was to be stored, and was undone since: the key may be tried again.
                .orElseGet(() -> new Placement.Refused(Refusal.inFlight()));
    }
}
