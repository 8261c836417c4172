package dev.orderplatform.order.republishing;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.publishing.OrderEvents;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.order.viewing.Orders;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.web.problem.ProblemException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Publishes all events of orders again, made from their rows: the same events with the same ids, in their order. Consumers
 * that had them ignore them, or repeat their answer.
 */
@Component
class RepublishOrders {
    private static final TableStatement LOCK = new TableStatement(
            "SELECT 1 FROM t_order_{n} WHERE order_id = ANY (CAST(? AS bigint[])) ORDER BY order_id FOR UPDATE");

    private final Shards shards;
    private final OwnSlots slots;
    private final Orders orders;
    private final OrderOutbox outbox;
    private final InstantSource clock;

    RepublishOrders(Shards shards, OwnSlots slots, Orders orders, OrderOutbox outbox, InstantSource clock) {
        this.shards = shards;
        this.slots = slots;
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Puts the events of all these orders into the outbox, or of none of them. Blocks.
     *
     * @param anyAge also events older than {@link EventRetention#REPLAY}, of which consumers may have forgotten that they
     *     had them
     * @throws dev.orderplatform.order.ownership.NotOwner when another region owns the slot of one of them
     * @throws ProblemException 404 when one of them is not there
     */
    List<Republished> republish(SortedSet<Long> orderIds, boolean anyAge) {
        Instant oldest = anyAge ? Instant.MIN : clock.instant().minus(EventRetention.REPLAY);
        return Transaction.run(shards.sharded(), transaction -> {
            lock(transaction, orderIds);
            orderIds.forEach(id -> slots.require(OrderId.slot(id)));
            List<Republished> republished = new ArrayList<>();
            List<EventMessage> events = new ArrayList<>();
            for (Order order : read(transaction, orderIds)) {
                List<OrderEvent> all = OrderEvents.all(order);
                List<OrderEvent> published =
                        all.stream().filter(event -> event.at().isAfter(oldest)).toList();
                published.forEach(event -> events.add(EventMessage.of(event, Optional.empty())));
                republished.add(new Republished(order.id(), published.size(), all.size() - published.size()));
            }
            outbox.append(transaction, events);
            return republished;
        });
    }

    // A change of an order at the same time would publish its event between these, or before them.
    private static void lock(Transaction transaction, SortedSet<Long> orderIds) throws SQLException {
        for (var share : Shards.byTable(orderIds, Long::longValue).entrySet()) {
            try (PreparedStatement select = transaction.prepare(LOCK.of(share.getKey()))) {
                select.setObject(1, Columns.longs(share.getValue(), Long::longValue));
                select.executeQuery().close();
            }
        }
    }

    private List<Order> read(Transaction transaction, SortedSet<Long> orderIds) throws SQLException {
        List<Order> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (long id : orderIds) {
            orders.find(transaction.connection(), id).ifPresentOrElse(found::add, () -> unknown.add(Long.toString(id)));
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "There is no such order; nothing was published.")
                    .with("orderIds", unknown);
        }
        return found;
    }
}
