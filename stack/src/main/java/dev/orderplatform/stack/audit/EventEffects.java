package dev.orderplatform.stack.audit;

import dev.orderplatform.contracts.Stream;
import dev.orderplatform.slots.OrderId;
import dev.orderplatform.slots.ShardMap;
import dev.orderplatform.stack.databases.ReadOnlyDatabase;
import dev.orderplatform.stack.databases.RegionDatabases;
import dev.orderplatform.stack.deadletters.DeadLetters;
import dev.orderplatform.stack.deadletters.Decisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
        var decisions = Decisions.read(evidence.control());
        List<PublishedEvents> orderTopics = new ArrayList<>();
        for (var region : evidence.regions()) {
            orderTopics.add(PublishedEvents.of(region.region(), Stream.ORDER));
        }
        for (var n = 0; n < evidence.regions().size(); n++) {
            var region = evidence.regions().get(n);
            var orderEvents = orderTopics.get(n);
            inbox("inbox of inventory", region.inventory(), findings)
                    .compare(List.of(orderEvents), decisions.discardedEvents());
            new OrderHistories(region, orderEvents, decisions.discardedEvents(), findings).check();
            var others = new ArrayList<>(orderTopics);
            others.remove(n);
            checkOrdersInbox(region, others, decisions.discardedEvents(), findings);
            new DeadLetters(region.region())
                    .each(
                            letter -> !decisions.cover(letter),
                            letter -> findings.breach(letter.name() + ": dead letter at " + letter.position()
                                    + ", neither replayed nor discarded"));
        }
        new Replicas(evidence.regions(), decisions.discardedEvents(), findings).check();
        inbox("inbox of notification", evidence.notification(), findings)
                .compare(orderTopics, decisions.discardedEvents());
        notifications(evidence.notification(), findings).compare(orderTopics, decisions.discardedEvents());
    }

    private void checkOrdersInbox(
            RegionDatabases region, List<PublishedEvents> others, Set<String> discarded, Findings findings) {
        var published = PublishedEvents.of(region.region(), Stream.STOCK);
        var inbox = new Effects("inbox of orders", Stream.STOCK, findings);
        var replicated = new Effects("replicas' inbox", Stream.ORDER, findings);
        region.eachTable("SELECT event_id, order_id FROM t_inbox_{n}", (table, row) -> {
            (row.getString(1).startsWith("order-") ? replicated : inbox).add(row.getString(1));
            if (!shards.tableOf(OrderId.slot(row.getLong(2))).equals(table)) {
                findings.breach(row.getString(1) + ": in the inbox of another table than its order");
            }
        });
        inbox.compare(List.of(published), discarded);
        replicated.compare(others, discarded);
        if (published.complete()) {
            region.inventory().each(STOCK_EVENTS_DUE, row -> {
                var last = row.getString(2).equals("RELEASED") ? 2 : 1;
                for (var step = 1; step <= last; step++) {
                    var event = new EventId(Stream.STOCK, row.getLong(1), step);
                    if (!published.events().contains(event)) {
                        findings.breach(event + ": never published");
                    }
                }
            });
        }
    }

    private static Effects inbox(String where, ReadOnlyDatabase database, Findings findings) {
        var effects = new Effects(where, Stream.ORDER, findings);
        database.each("SELECT event_id FROM t_inbox", row -> effects.add(row.getString(1)));
        return effects;
    }

    private static Effects notifications(ReadOnlyDatabase database, Findings findings) {
        var effects = new Effects("notifications", Stream.ORDER, findings);
        database.each("SELECT event_id FROM t_notification", row -> effects.add(row.getString(1)));
        return effects;
    }
}
