package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.topics.ConsumerLag;
import dev.orderplatform.tools.deadletters.DeadLetters;
import dev.orderplatform.tools.deadletters.Decisions;
import java.util.ArrayList;
import java.util.List;

/** Every event was published, and has its effect exactly once in each consumer. */
final class EventEffects implements Invariant {

    private static final String STOCK_EVENTS_DUE = """
        SELECT order_id, status FROM t_reservation WHERE status IN ('RESERVED', 'REJECTED', 'RELEASED')
        """;

    private final ShardMap shards = ShardMap.even();

    @Override
    public int id() {
        return 5;
    }

    @Override
    public String title() {
        return "every event is published and has its effect exactly once in each consumer";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        var givenUp = givenUp(evidence, findings);
        List<PublishedEvents> orderTopics = new ArrayList<>();
        for (var region : evidence.regions()) {
            orderTopics.add(
                    PublishedEvents.read(region.region(), EventStreams.ORDER, OrderEvent.AGGREGATE, givenUp, findings));
        }
        for (var n = 0; n < evidence.regions().size(); n++) {
            var region = evidence.regions().get(n);
            var orderEvents = orderTopics.get(n);
            inbox("inbox of inventory", ConsumerLag.INVENTORY, region.inventory(), findings)
                    .storedIn(region.inventory())
                    .compare(List.of(orderEvents), givenUp);
            new OrderHistories(region, orderEvents, givenUp, findings).check();
            var others = new ArrayList<>(orderTopics);
            others.remove(n);
            checkOrdersInbox(region, others, givenUp, findings);
        }
        new Replicas(evidence.regions(), givenUp, findings).check();
        inbox("inbox of notification", ConsumerLag.NOTIFICATION, evidence.notification(), findings)
                .compare(orderTopics, givenUp);
        notifications(evidence.notification(), findings).compare(orderTopics, givenUp);
    }

    private static GivenUp givenUp(Evidence evidence, Findings findings) {
        var givenUp = new GivenUp(Decisions.read(evidence.control()));
        for (var region : evidence.regions()) {
            new DeadLetters(region.region())
                    .each(
                            letter -> !givenUp.add(letter),
                            letter -> findings.breach(letter.name() + ": dead letter at " + letter.position()
                                    + ", neither replayed nor discarded"));
        }
        return givenUp;
    }

    private void checkOrdersInbox(
            RegionDatabases region, List<PublishedEvents> others, GivenUp givenUp, Findings findings) {
        var published =
                PublishedEvents.read(region.region(), EventStreams.STOCK, StockEvent.AGGREGATE, givenUp, findings);
        var inbox = new Effects("inbox of orders", ConsumerLag.ORDERS, StockEvent.AGGREGATE, findings);
        var replicated = new Effects("replicas' inbox", ConsumerLag.REPLICATION, OrderEvent.AGGREGATE, findings);
        region.eachTable("SELECT event_id, order_id FROM t_inbox_{n}", (table, row) -> {
            (row.getString(1).startsWith("order-") ? replicated : inbox).add(row.getString(1));
            if (!shards.tableOf(OrderId.slot(row.getLong(2))).equals(table)) {
                findings.breach(row.getString(1) + ": in the inbox of another table than its order");
            }
        });
        var first = region.orders().getFirst();
        inbox.storedIn(first).compare(List.of(published), givenUp);
        replicated.storedIn(first).compare(others, givenUp);
        region.inventory().each(STOCK_EVENTS_DUE, row -> {
            var last = row.getString(2).equals("RELEASED") ? 2 : 1;
            for (var step = 1; step <= last; step++) {
                var orderId = row.getLong(1);
                if (published.cover(orderId) && !published.events().containsVersion(orderId, step)) {
                    findings.breach(StockEvent.AGGREGATE + "-" + orderId + ", version " + step + ": never published");
                }
            }
        });
    }

    private static Effects inbox(String where, String group, ReadOnlyDatabase database, Findings findings) {
        var effects = new Effects(where, group, OrderEvent.AGGREGATE, findings);
        database.each("SELECT event_id FROM t_inbox", row -> effects.add(row.getString(1)));
        return effects;
    }

    private static Effects notifications(ReadOnlyDatabase database, Findings findings) {
        var effects = new Effects("notifications", ConsumerLag.NOTIFICATION, OrderEvent.AGGREGATE, findings);
        database.each("SELECT event_id FROM t_notification", row -> effects.add(row.getString(1)));
        return effects;
    }
}
