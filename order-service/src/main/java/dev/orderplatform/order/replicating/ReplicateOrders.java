package dev.orderplatform.order.replicating;

import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.sharding.EachDatabase;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Applies other regions' order events to the replicas here. An order's versions have no gap, so a replica takes them one
 * after the other; one that comes early is kept until those before it are there. Nothing is published, and an order whose
 * slot this region owns is never touched.
 */
@Component
class ReplicateOrders implements EventHandler<OrderEvent> {
    private final Shards shards;
    private final EachDatabase databases;
    private final OwnSlots slots;

    ReplicateOrders(Shards shards, EachDatabase databases, OwnSlots slots) {
        this.shards = shards;
        this.databases = databases;
        this.slots = slots;
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

    private static void apply(Connection connection, ShardMap.Table number, List<OrderEvent> events)
            throws SQLException {
        ReplicaTable table = new ReplicaTable(connection, number);
        ReplicaTable.Present present = table.receive(events);
        Map<Long, Integer> versions = present.versions();
        Map<Long, List<OrderEvent>> known = Stream.concat(events.stream(), present.early().stream())
                .collect(Collectors.groupingBy(OrderEvent::orderId));
        List<ReplicaChange> inserts = new ArrayList<>();
        List<ReplicaChange> updates = new ArrayList<>();
        List<OrderEvent> early = new ArrayList<>();
        known.forEach((orderId, all) -> {
            Continuation continuation = Continuation.of(versions.getOrDefault(orderId, 0), all);
            if (!continuation.next().isEmpty()) {
                (versions.containsKey(orderId) ? updates : inserts).add(new ReplicaChange(continuation.next()));
            }
            early.addAll(continuation.early());
        });
        table.insert(inserts);
        table.update(updates);
        table.keepEarly(early);
    }
}
