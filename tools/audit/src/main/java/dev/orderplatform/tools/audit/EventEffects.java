package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.PaymentEvent;
import dev.orderplatform.contracts.ShipmentEvent;
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
import java.util.Map;

/** Every event is published and has exactly one effect in each consumer. */
final class EventEffects implements Invariant {

    /** Each change that is published has the next version. */
    private static final String PAYMENTS = "SELECT order_id, number, version FROM t_payment";

    private static final String PARCELS = "SELECT order_id, number, version FROM t_parcel";
    private static final String STOCK_EVENTS_DUE = """
        SELECT order_id, status FROM t_reservation WHERE status NOT IN ('WAITING', 'TOMBSTONE')
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
        var discarded = discarded(evidence, findings);
        List<PublishedEvents> orderTopics = new ArrayList<>();
        for (var region : evidence.regions()) {
            orderTopics.add(PublishedEvents.read(
                    region.region(),
                    evidence.topics(region),
                    EventStreams.ORDER,
                    OrderEvent.AGGREGATE,
                    discarded,
                    findings));
        }
        for (var n = 0; n < evidence.regions().size(); n++) {
            var region = evidence.regions().get(n);
            var orderEvents = orderTopics.get(n);
            inbox("inbox of inventory", ConsumerLag.INVENTORY, region.inventory(), findings)
                    .compare(List.of(orderEvents), discarded);
            inbox("inbox of logistics", "logistics-service", evidence.logistics(region), findings)
                    .compare(List.of(orderEvents), discarded);
            inbox("inbox of payment", "payment-service", evidence.payments(region), findings)
                    .compare(List.of(orderEvents), PublishedEvents::forPayments, discarded);
            new OrderHistories(region, orderEvents, discarded, findings).check();
            var others = new ArrayList<>(orderTopics);
            others.remove(n);
            checkOrdersInbox(region, evidence, others, discarded, findings);
        }
        new Replicas(evidence.regions(), discarded, findings).check();
        new ReplicaParts(evidence, discarded, findings).check();
        inbox("inbox of notification", ConsumerLag.NOTIFICATION, evidence.notification(), findings)
                .compare(orderTopics, discarded);
        notifications(evidence.notification(), findings).compare(orderTopics, discarded);
        inbox("inbox of loyalty", "loyalty-service", evidence.loyalty(), findings)
                .compare(orderTopics, PublishedEvents::forPoints, discarded);
        inbox("inbox of recommendation", "recommendation-service", evidence.recommendation(), findings)
                .compare(orderTopics, PublishedEvents::forBaskets, discarded);
    }

    private static DiscardedEvents discarded(Evidence evidence, Findings findings) {
        var discarded = new DiscardedEvents(Decisions.read(evidence.control()));
        for (var region : evidence.regions()) {
            new DeadLetters(region.region())
                    .each(
                            letter -> !discarded.add(letter),
                            letter -> findings.breach(letter.name() + ": dead letter at " + letter.position()
                                    + ", neither replayed nor discarded"));
        }
        return discarded;
    }

    private void checkOrdersInbox(
            RegionDatabases region,
            Evidence evidence,
            List<PublishedEvents> others,
            DiscardedEvents discarded,
            Findings findings) {
        var topics = evidence.topics(region);
        var published = PublishedEvents.read(
                region.region(), topics, EventStreams.STOCK, StockEvent.AGGREGATE, discarded, findings);
        var payments = PublishedEvents.read(
                region.region(), topics, EventStreams.PAYMENT, PaymentEvent.AGGREGATE, discarded, findings);
        var shipments = PublishedEvents.read(
                region.region(), topics, EventStreams.SHIPMENT, ShipmentEvent.AGGREGATE, discarded, findings);
        var inbox = new ConsumerEffects("inbox of orders", ConsumerLag.ORDERS, StockEvent.AGGREGATE, findings);
        var replicated =
                new ConsumerEffects("replicas' inbox", ConsumerLag.REPLICATION, OrderEvent.AGGREGATE, findings);
        var paid = new ConsumerEffects("inbox of orders", ConsumerLag.PAYMENTS, PaymentEvent.AGGREGATE, findings);
        var shipped = new ConsumerEffects("inbox of orders", ConsumerLag.SHIPMENTS, ShipmentEvent.AGGREGATE, findings);
        var effects = Map.of(
                OrderEvent.AGGREGATE, replicated, PaymentEvent.AGGREGATE, paid, ShipmentEvent.AGGREGATE, shipped);
        region.eachTable("SELECT event_id, order_id FROM t_inbox_{n}", (table, row) -> {
            var id = row.getString(1);
            effects.getOrDefault(id.substring(0, Math.max(0, id.indexOf('-'))), inbox)
                    .add(id);
            if (!shards.tableOf(OrderId.slot(row.getLong(2))).equals(table)) {
                findings.breach(row.getString(1) + ": in the inbox of another table than its order");
            }
        });
        var first = region.orders().getFirst();
        inbox.storedIn(first).compare(List.of(published), discarded);
        paid.storedIn(first).compare(List.of(payments), discarded);
        shipped.storedIn(first).compare(List.of(shipments), discarded);
        replicated.storedIn(first).compare(others, discarded);
        checkPublished(evidence.payments(region), PAYMENTS, payments, findings);
        checkPublished(evidence.logistics(region), PARCELS, shipments, findings);
        region.inventory().each(STOCK_EVENTS_DUE, row -> {
            var last = row.getString(2).equals("RELEASED") ? 2 : 1;
            for (var step = 1; step <= last; step++) {
                var orderId = row.getLong(1);
                if (published.cover(orderId) && !published.events().containsVersion(orderId, 0, step)) {
                    findings.breach(StockEvent.AGGREGATE + "-" + orderId + ", version " + step + ": never published");
                }
            }
        });
    }

    private static void checkPublished(
            ReadOnlyDatabase database, String parts, PublishedEvents published, Findings findings) {
        database.each(parts, row -> {
            var id = ParcelRows.id(row);
            for (var version = 1; version <= row.getInt(3); version++) {
                if (published.cover(id.orderId())
                        && !published.events().containsVersion(id.orderId(), id.number(), version)) {
                    findings.breach("%s-%s, version %d: never published"
                            .formatted(published.events().aggregateType(), id, version));
                }
            }
        });
    }

    private static ConsumerEffects inbox(String where, String group, ReadOnlyDatabase database, Findings findings) {
        var effects = new ConsumerEffects(where, group, OrderEvent.AGGREGATE, findings);
        database.each("SELECT event_id FROM t_inbox", row -> effects.add(row.getString(1)));
        return effects.storedIn(database);
    }

    private static ConsumerEffects notifications(ReadOnlyDatabase database, Findings findings) {
        var effects = new ConsumerEffects("notifications", ConsumerLag.NOTIFICATION, OrderEvent.AGGREGATE, findings);
        database.each("SELECT event_id FROM t_notification", row -> effects.add(row.getString(1)));
        return effects;
    }
}
