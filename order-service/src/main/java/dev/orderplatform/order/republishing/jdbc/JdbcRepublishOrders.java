package dev.orderplatform.order.republishing.jdbc;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.republishing.RepublishOrders;
import dev.orderplatform.order.republishing.Republished;
import dev.orderplatform.order.republishing.UnknownOrders;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.OrderReader;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

@Component
final class JdbcRepublishOrders implements RepublishOrders {
    private final Shards shards;
    private final OwnedSlots slots;
    private final OrderOutbox outbox;
    private final InstantSource clock;

    JdbcRepublishOrders(Shards shards, OwnedSlots slots, OrderOutbox outbox, InstantSource clock) {
        this.shards = shards;
        this.slots = slots;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public List<Republished> republish(SortedSet<Long> orderIds, boolean anyAge) {
        Instant oldest = anyAge ? Instant.MIN : clock.instant().minus(EventRetention.REPLAY);
        return Transaction.run(shards.sharded(), transaction -> {
            // Otherwise a concurrent change of an order could publish its event between or before these.
            new OrderTables(transaction.connection()).lock(orderIds);
            orderIds.forEach(id -> slots.require(OrderId.slot(id)));
            List<Republished> republished = new ArrayList<>();
            List<EventMessage> events = new ArrayList<>();
            for (StoredOrder order : read(transaction, orderIds)) {
                List<OrderEvent> all = order.events();
                List<OrderEvent> published =
                        all.stream().filter(event -> event.at().isAfter(oldest)).toList();
                published.forEach(event -> events.add(EventMessage.of(event, Optional.empty())));
                republished.add(new Republished(order.id(), published.size(), all.size() - published.size()));
            }
            outbox.append(transaction, events);
            return republished;
        });
    }

    private static List<StoredOrder> read(Transaction transaction, SortedSet<Long> orderIds) throws SQLException {
        OrderReader orders = new OrderReader(transaction.connection());
        List<StoredOrder> found = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (long id : orderIds) {
            orders.find(id).ifPresentOrElse(found::add, () -> unknown.add(id));
        }
        if (!unknown.isEmpty()) {
            throw new UnknownOrders(unknown);
        }
        return found;
    }
}
