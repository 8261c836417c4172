package dev.orderplatform.order.replicating.jdbc;

import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.replicating.ContiguousEvents;
import dev.orderplatform.order.sharding.ShardFanOut;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.order.storage.ReplicaChange;
import dev.orderplatform.order.storage.TimerTables;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Applies other regions' order events to this region's replicas. A replica applies an order's versions without gaps; an
 * event that comes early is stored until the missing ones have arrived. Nothing is published, and orders whose slot
 * this region owns are never changed.
 */
@Component
final class JdbcReplicas implements EventHandler<OrderEvent> {
    private final Shards shards;
    private final ShardFanOut databases;
    private final OwnedSlots slots;
    private final PaymentWindow window;

    JdbcReplicas(Shards shards, ShardFanOut databases, OwnedSlots slots, PaymentWindow window) {
        this.shards = shards;
        this.databases = databases;
        this.slots = slots;
        this.window = window;
    }

    @Override
    public void handle(List<ReceivedEvent<OrderEvent>> received) {
        List<OrderEvent> events = received.stream()
                .map(ReceivedEvent::event)
                .filter(event -> !slots.owns(OrderId.slot(event.orderId())))
                .toList();
        databases.forEach(events, OrderEvent::orderId, this::apply);
    }

    private void apply(int database, List<OrderEvent> events) {
        Map<ShardMap.Table, List<OrderEvent>> byTable =
                events.stream().collect(Collectors.groupingBy(event -> Shards.tableOfOrder(event.orderId())));
        Transaction.run(shards.database(database), transaction -> {
            for (Map.Entry<ShardMap.Table, List<OrderEvent>> part : byTable.entrySet()) {
                apply(transaction.connection(), part.getKey(), part.getValue());
            }
            return true;
        });
    }

    private void apply(Connection connection, ShardMap.Table table, List<OrderEvent> events) throws SQLException {
        ReplicaEvents replicaEvents = new ReplicaEvents(connection, table);
        ReplicaEvents.Present present = replicaEvents.receive(events);
        Map<Long, Integer> versions = present.versions();
        Map<Long, List<OrderEvent>> known = Stream.concat(events.stream(), present.early().stream())
                .collect(Collectors.groupingBy(OrderEvent::orderId));
        List<ReplicaChange> inserts = new ArrayList<>();
        List<ReplicaChange> updates = new ArrayList<>();
        List<OrderEvent> early = new ArrayList<>();
        known.forEach((orderId, all) -> {
            ContiguousEvents contiguous = ContiguousEvents.of(versions.getOrDefault(orderId, 0), all);
            if (!contiguous.next().isEmpty()) {
                (versions.containsKey(orderId) ? updates : inserts).add(new ReplicaChange(contiguous.next()));
            }
            early.addAll(contiguous.early());
        });
        OrderTables orders = new OrderTables(connection);
        orders.insertReplicas(table, inserts);
        orders.updateReplicas(table, updates);
        inserts.addAll(updates);
        new TimerTables(connection).follow(table, inserts, window);
        replicaEvents.keepEarly(early);
    }
}
