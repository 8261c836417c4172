package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertHolds;
import static dev.orderplatform.tools.audit.Breaches.accepts;
import static dev.orderplatform.tools.audit.Breaches.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.fixtures.StubPlatform;
import dev.orderplatform.tools.audit.Breaches.Expected;
import dev.orderplatform.tools.deadletters.DeadLetterCommand;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Events compared with the orders, and with their effects in each consumer. */
class AuditOfEventsIT extends AuditedPlatform {

    private static final int EVENTS = 5;

    // ---- effects

    @TestFactory
    Stream<DynamicTest> namesMissingAndRepeatedEffects() throws Exception {
        for (var service : List.of("inventory", "payment", "logistics", "notification")) {
            plantMissing(service, 3, "PENDING", "CONFIRMED", "CANCELLED");
        }
        for (var service : List.of("loyalty", "recommendation")) {
            plantMissing(service, 3, "PENDING", "CONFIRMED", "PAID");
        }
        plantMissingInOrders();
        plantNotifications();
        plantUnknownEvents();
        fixture.commitOffsets();
        return breaches.in(Audits.of(servers.data()));
    }

    private void plantMissing(String service, int version, String... states) throws Exception {
        breaches.plant("names an order event that " + service + " missed", () -> {
            var event = "order-" + breaches.order(states) + "-1-" + version;
            fixture.sql(service, "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
            return names(event, EVENTS, event + ": published, not in the inbox of " + service);
        });
    }

    private void plantMissingInOrders() throws Exception {
        breaches.plant("names a stock event that orders missed", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "CANCELLED");
            return missingInOrders(order, "stock-" + order + "-1-2");
        });
        breaches.plant("names a payment event that orders missed", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            return missingInOrders(order, "payment-" + order + "-1-1-1");
        });
        breaches.plant("names a shipment event that orders missed", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            return missingInOrders(order, "parcel-" + order + "-1-1-2");
        });
    }

    private Expected missingInOrders(long order, String event) throws SQLException {
        fixture.sqlForOrder(order, "DELETE FROM t_inbox_{n} WHERE event_id = '" + event + "'");
        return names(order, EVENTS, event + ": published, not in the inbox of orders");
    }

    private void plantNotifications() throws Exception {
        breaches.plant("names an event without notification", () -> {
            var event = confirmation();
            fixture.sql("notification", "DELETE FROM t_notification WHERE event_id = '" + event + "'");
            return names(event, EVENTS, event + ": published, not in the notifications");
        });
        breaches.plant("names an event with two notifications", () -> {
            var event = confirmation();
            fixture.dropConstraint("notification", "t_notification", "t_notification_event_id_key");
            fixture.sql(
                    "notification",
                    "INSERT INTO t_notification (event_id, user_id, order_id, type, title, body)"
                            + " SELECT event_id, user_id, order_id, type, title, body FROM t_notification"
                            + " WHERE event_id = '" + event + "'");
            return names(event, EVENTS, event + ": twice in the notifications");
        });
    }

    private void plantUnknownEvents() throws Exception {
        breaches.plant("accepts an event that waits for an upgrade of its consumer", () -> {
            var event = confirmation();
            storeInsteadOfApplying(event, "now()");
            return accepts(event);
        });
        breaches.plant("names an event that waits for an upgrade of its consumer for more than a minute", () -> {
            var event = confirmation();
            storeInsteadOfApplying(event, "now() - interval '61 seconds'");
            return names(event, EVENTS, event + ": stored and not applied by inventory-service");
        });
    }

    private void storeInsteadOfApplying(String event, String storedAt) throws SQLException {
        fixture.sql("inventory", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        fixture.sql(
                "inventory",
                "INSERT INTO t_unknown_event (consumer, event_id, type, topic, topic_partition, topic_offset,"
                        + " partition_key, headers, payload, stored_at) VALUES ('inventory-service', '%1$s',"
                                .formatted(event)
                        + " 'NewerEvent', 'order-events', 0, 0, '1', '{}', '', " + storedAt + ")");
    }

    private String confirmation() throws SQLException {
        return "order-" + breaches.order("PENDING", "CONFIRMED") + "-1-2";
    }

    // ---- what is published, and what is not

    @TestFactory
    Stream<DynamicTest> namesWhatWasNeverPublishedOrNeverHappened() throws Exception {
        plantUnpublished();
        plantUnfounded();
        breaches.plant("accepts an event that was published twice", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            fixture.publish("order-events", order, "order-" + order + "-1-1");
            return accepts(order);
        });
        fixture.commitOffsets();
        return breaches.in(Audits.of(servers.data()));
    }

    private void plantUnpublished() throws Exception {
        breaches.plant("names a change of an order that was never published", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            payWithoutEvent(order);
            return names(order, EVENTS, "order-" + order + "-1-3: never published");
        });
        breaches.plant("names a change of a payment that was never published", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            fixture.sql("payment", "UPDATE t_payment SET version = 2 WHERE order_id = " + order);
            return names(order, EVENTS, "payment-" + order + "-1, version 2: never published");
        });
        breaches.plant("names an applied parcel event that was never published", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            var event = "parcel-" + order + "-2-1-1";
            fixture.sqlForOrder(
                    order, "INSERT INTO t_inbox_{n} (event_id, order_id) VALUES ('%s', %d)".formatted(event, order));
            return names(order, EVENTS, event + ": in the inbox of orders, never published");
        });
    }

    private void payWithoutEvent(long order) throws SQLException {
        breaches.change(
                order,
                "version = 3, status = 'PAID', history = history ||"
                        + " jsonb_build_object('status', 'PAID', 'at', now(), 'region', 'east', 'epoch', 1)");
        for (var line : Map.of("SKU-00001", Breaches.UNITS, "SKU-00002", 1).entrySet()) {
            fixture.sql(
                    "inventory",
                    "UPDATE t_stock SET reserved = reserved - %1$d, sold = sold + %1$d WHERE sku = '%2$s'"
                            .formatted(line.getValue(), line.getKey()));
        }
        fixture.sql("inventory", "UPDATE t_reservation SET status = 'SOLD' WHERE order_id = " + order);
        servers.provider().capture(Instant.now(), order + "-1", (Breaches.UNITS + 1) * PlatformFixture.PRICE, "CNY");
        fixture.earnPoints(order, breaches.user(), Breaches.UNITS, "PENDING", "CONFIRMED", "PAID");
    }

    private void plantUnfounded() throws Exception {
        breaches.plant("names an event of a nonexistent order", () -> {
            var ghost = breaches.order("PENDING", "CONFIRMED") + 1;
            fixture.publish("order-events", ghost, "order-" + ghost + "-1-1");
            return names(ghost, EVENTS, "order-" + ghost + "-1-1: published, but its order does not exist")
                    .and(EVENTS, "order-" + ghost + "-1-1: published, not in the ");
        });
        breaches.plant("names an undecided dead letter", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            fixture.publish("order-events.dlt", order, "order-" + order + "-1-1");
            return names(order, EVENTS, "order-" + order + "-1-1: dead letter at ");
        });
        breaches.plant("names a record without an event's id", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            fixture.publish("order-events", order, "rubbish");
            fixture.publish("order-events", order, "order-" + order + "-1-65");
            fixture.publish("inventory-events", order, "order-" + order + "-1-1");
            fixture.publish("inventory-events", order, Map.of());
            return names(order, EVENTS, "rubbish is not an event id")
                    .and(EVENTS, "order-" + order + "-1-65 is not an event id")
                    .and(EVENTS, "order-" + order + "-1-1 is not an event id")
                    .and(EVENTS, "none is not an event id");
        });
        breaches.plant("names an inbox row without an event's id", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            fixture.sql("inventory", "INSERT INTO t_inbox VALUES ('order-" + order + "-1-65')");
            return names(order, EVENTS, "order-" + order + "-1-65: invalid event id in the inbox of inventory");
        });
    }

    // ---- dead letters that are decided

    @Test
    void aRecordWithoutAnEventsIdIsSettledWithItsDeadLetter() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED");
        fixture.publish("order-events", order, "rubbish");
        var last = fixture.end("order-events", PlatformFixture.partitionOf(order)) - 1;
        fixture.deadLetter("order-events", order, "rubbish", "inventory-service", last);
        fixture.flush();
        assertBroken(events(), "rubbish: dead letter at");
        discard("rubbish");
        assertHolds(events());
    }

    @Test
    void aDiscardedDeadLetterExcusesItsOwnConsumerOnly() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED");
        var event = "order-" + order + "-1-2";
        fixture.sql("inventory", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        fixture.deadLetter("order-events", order, event, "inventory-service", 0);
        fixture.flush();
        discard(event);
        assertHolds(events());
        fixture.sql("notification", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        assertBroken(events(), event + ": published, not in the inbox of notification");
    }

    private static void discard(String event) {
        var discarded =
                Invocation.of(new DeadLetterCommand(new StubPlatform(servers.data(), "")), "discard", "--id", event);
        assertThat(discarded.status()).as(discarded.out()).isZero();
    }

    // ---- retention

    @Test
    void topicsEmptiedByRetentionAreNoBreach() throws Exception {
        breaches.order("PENDING", "CONFIRMED", "CANCELLED");
        fixture.removeRecords("order-events");
        fixture.removeRecords("inventory-events");
        assertHolds(events());
    }

    @Test
    void namesAnUnpublishedEventEvenIfOtherPartitionsAreEmptiedByRetention() throws Exception {
        breaches.order("PENDING", "CONFIRMED", "CANCELLED");
        var order = breaches.order("PENDING", "CONFIRMED");
        payWithoutEvent(order);
        for (var partition = 0; partition < PlatformFixture.PARTITIONS; partition++) {
            if (partition != PlatformFixture.partitionOf(order)) {
                fixture.removeRecords("order-events", partition);
            }
        }
        assertBroken(events(), "order-" + order + "-1-3: never published");
    }

    @Test
    void recordsRemovedByRetentionAreNotWaitedFor() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED");
        fixture.commitOffsets();
        fixture.publish("order-events", order, "order-" + order + "-1-1");
        fixture.removeRecords("order-events");
        assertThat(Audits.progress(servers.data())).noneMatch(line -> line.contains("still active"));
    }

    private static Verdict events() {
        return Audits.verify(servers.data(), _ -> new EventEffects());
    }
}
