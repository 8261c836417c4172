package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;
import static dev.orderplatform.tools.audit.Audits.secondsAgo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.fixtures.StubPlatform;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap.Table;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.tools.deadletters.DeadLetterCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditIT {

    private static final int INVARIANTS = 12;

    private static FixtureServers servers;

    @TempDir
    private Path folder;

    private PlatformFixture fixture;
    private long confirmed;
    private long rejected;
    private long cancelled;

    @BeforeAll
    static void start() throws SQLException {
        servers = FixtureServers.start();
    }

    @BeforeEach
    void someOrders() throws Exception {
        fixture = PlatformFixture.empty(servers);
        confirmed = fixture.order(1, 3, "PENDING", "CONFIRMED");
        rejected = fixture.order(42, 500, "PENDING", "REJECTED");
        cancelled = fixture.order(1_000_000, 2, "PENDING", "CONFIRMED", "CANCELLED");
        fixture.commitOffsets();
    }

    @AfterEach
    void leave() {
        fixture.close();
    }

    @Test
    void isCleanWhenEverythingHolds() {
        var verdicts = audit();
        assertThat(verdicts).hasSize(INVARIANTS).allMatch(Verdict::holds);
        assertThat(verdicts.get(0).checked()).isEqualTo(3);
        assertThat(verdicts.get(1).checked()).isEqualTo(2);
    }

    // ---- 1

    @Test
    void findsAcknowledgedOrders() throws IOException {
        var lines = List.of(
                order("key-" + confirmed, confirmed),
                "",
                "{\"kind\":\"order\",\"key\":\"key-%1$d\",\"id\":\"%1$d\"}".formatted(rejected));
        assertThat(audit(lines)).allMatch(Verdict::holds);
    }

    @Test
    void anInvalidLineIsReportedWithItsNumber() throws IOException {
        var good = order("key-" + confirmed, confirmed);
        for (var bad : List.of(
                "key-1 and so on",
                "{\"kind\":\"order\",\"key\":",
                "{\"kind\":\"refund\",\"key\":\"k\",\"id\":\"1\",\"orderId\":\"1\"}",
                "{\"key\":\"k\",\"orderId\":\"1\"}",
                "{\"kind\":\"order\",\"id\":\"1\"}",
                "{\"kind\":\"order\",\"key\":\"k\",\"orderId\":\"one\"}",
                "{\"kind\":\"transfer\",\"key\":\"k\"}",
                "{\"kind\":\"payment\",\"key\":\"k\",\"orderId\":\"1\"}",
                "\"order\"")) {
            var file = Files.write(folder.resolve("acks"), List.of(good, bad));
            var refused = command(servers.data(), "--json", "--acks", file.toString());
            assertThat(refused.status()).as(bad).isEqualTo(2);
            assertThat(refused.err()).contains(file + ", line 2: no acknowledgement", bad);
        }
    }

    @Test
    void theFormatOfEarlierVersionsIsReported() throws IOException {
        var file = Files.write(folder.resolve("acks.tsv"), List.of("key-%d\t%d".formatted(confirmed, confirmed)));
        var refused = command(servers.data(), "--acks", file.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("line 1: this is the form of earlier versions", "\"kind\"");
    }

    @Test
    void namesAnAcknowledgedOrderThatIsGone() throws IOException {
        var gone = confirmed + 1;
        assertBroken(audit(List.of(order("key", gone))), 1, Long.toString(gone));
    }

    @Test
    void namesAnAcknowledgedOrderWithAnotherKey() throws IOException {
        assertBroken(audit(List.of(order("other-key", confirmed))), 1, Long.toString(confirmed));
    }

    @Test
    void acceptsAKeyDeletedByRetention() throws Exception {
        fixture.sqlForOrder(confirmed, "UPDATE t_order_{n} SET idempotency_key = NULL");
        assertThat(audit(List.of(order("key", confirmed)))).allMatch(Verdict::holds);
    }

    @Test
    void namesASecondRowOfAnOrderInAnotherTable() throws Exception {
        var right = PlatformFixture.tableOf(rejected);
        fixture.insertOrder(new Table((right.number() + 8) % 32), rejected, 42, 500, "PENDING", "REJECTED");
        assertBroken(audit(), 1, Long.toString(rejected));
    }

    @Test
    void namesAnOrderWhoseItemsDoNotSumToItsTotal() throws Exception {
        fixture.sqlForOrder(confirmed, "UPDATE t_order_{n} SET total_minor = total_minor + 1");
        assertOnlyBroken(audit(), 1, Long.toString(confirmed));
    }

    @Test
    void namesAnOrderWithoutItems() throws Exception {
        fixture.sqlForOrder(rejected, "DELETE FROM t_order_item_{n}");
        assertBroken(audit(), 1, Long.toString(rejected));
    }

    // ---- 2 and 3

    @Test
    void namesASkuWhoseUnitsVanish() throws Exception {
        fixture.dropConstraint("inventory", "t_stock", "ck_stock_balance");
        fixture.sql("inventory", "UPDATE t_stock SET available = available - 1 WHERE sku = 'SKU-00002'");
        assertOnlyBroken(audit(), 2, "SKU-00002");
    }

    @Test
    void namesASkuWithMoreReservedThanOrdered() throws Exception {
        fixture.sql(
                "inventory",
                "UPDATE t_stock SET available = available - 1, reserved = reserved + 1" + " WHERE sku = 'SKU-00001'");
        assertOnlyBroken(audit(), 3, "SKU-00001");
    }

    @Test
    void namesAReservationThatDiffersFromItsOrder() throws Exception {
        fixture.sql("inventory", "UPDATE t_reservation SET quantities = '{1,4}' WHERE order_id = " + confirmed);
        assertOnlyBroken(audit(), 3, Long.toString(confirmed));
    }

    @Test
    void namesACancelledOrderWhoseStockIsStillHeld() throws Exception {
        fixture.sql("inventory", "UPDATE t_reservation SET status = 'RESERVED' WHERE order_id = " + cancelled);
        assertOnlyBroken(audit(), 3, Long.toString(cancelled));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAID",
                "PAID,SHIPPED",
                "PAID,SHIPPED,DELIVERED",
                "PAID,REFUND_PENDING",
                "PAID,SHIPPED,REFUND_PENDING,REFUNDED",
                "CANCELLED,REFUND_PENDING",
                "CANCELLED,REFUND_PENDING,REFUNDED"
            })
    void acceptsEachStateOfAPaidOrder(String states) throws Exception {
        fixture.order(7, 2, ("PENDING,CONFIRMED," + states).split(",", -1));
        fixture.commitOffsets();
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void namesAPaidOrderWhoseStockIsStillReserved() throws Exception {
        var paid = fixture.order(7, 1, "PENDING", "CONFIRMED", "PAID");
        fixture.commitOffsets();
        fixture.sql("inventory", "UPDATE t_reservation SET status = 'RESERVED' WHERE order_id = " + paid);
        assertOnlyBroken(audit(), 3, Long.toString(paid));
    }

    @Test
    void namesARefundedOrderWhoseStockIsStillSold() throws Exception {
        var refunded = fixture.order(7, 1, "PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        fixture.commitOffsets();
        fixture.sql("inventory", "UPDATE t_reservation SET status = 'SOLD' WHERE order_id = " + refunded);
        assertOnlyBroken(audit(), 3, Long.toString(refunded));
    }

    // ---- 4

    @Test
    void namesAnOrderThatWaitsTooLong() throws Exception {
        var stuck = fixture.order(7, 1, "PENDING");
        fixture.commitOffsets();
        fixture.sqlForOrder(stuck, "UPDATE t_order_{n} SET created_at = now() - interval '61 s'");
        assertOnlyBroken(audit(), 4, Long.toString(stuck));
    }

    @Test
    void namesADecidedOrderThatWaitedTooLong() throws Exception {
        waited(confirmed, "now() - interval '10 min'", "now()");
        waited(rejected, "now() - interval '2 days'", "now() - interval '2 days' + interval '61 s'");
        var verdicts = audit();
        assertOnlyBroken(verdicts, 4, confirmed + ": was PENDING for 600 s");
        assertBroken(verdicts, 4, rejected + ": was PENDING for 61 s");
    }

    @Test
    void anOutageIsSubtracted() throws Exception {
        waited(confirmed, "now() - interval '10 min'", "now()");
        outage("inventory-service-east", 550, 30);
        assertThat(auditWithOutages()).allMatch(Verdict::holds);
    }

    @Test
    void anUnfinishedOutageIsSubtracted() throws Exception {
        var stuck = fixture.order(7, 1, "PENDING");
        fixture.commitOffsets();
        fixture.sqlForOrder(
                stuck, "UPDATE t_order_{n} SET created_at = now() - interval '10 min' WHERE order_id = " + stuck);
        Files.writeString(folder.resolve("kafka-east"), "\n%s down".formatted(secondsAgo(550)));
        assertThat(auditWithOutages()).allMatch(Verdict::holds);
    }

    @Test
    void outagesOfUninvolvedPartsAreNotSubtracted() throws Exception {
        waited(confirmed, "now() - interval '10 min'", "now()");
        outage("gateway", 650, 10);
        outage("notification-service", 650, 10);
        outage("kafka-west", 650, 10);
        outage("order-service-east", 650, 400);
        assertOnlyBroken(auditWithOutages(), 4, confirmed + ": was PENDING for 600 s, ");
    }

    @Test
    void theBacklogAfterAnOutageIsSubtracted() throws Exception {
        outage("kafka-east", 600, 400);
        waited(confirmed, "now() - interval '600 s'", "now() - interval '250 s'");
        assertOnlyBroken(auditWithOutages(), 4, confirmed + ": was PENDING for 350 s");
        for (var decided : List.of(370, 340, 310, 280)) {
            var other = fixture.order(7, 1, "PENDING", "CONFIRMED");
            waited(other, "now() - interval '600 s'", "now() - interval '" + decided + " s'");
        }
        fixture.commitOffsets();
        assertThat(auditWithOutages()).allMatch(Verdict::holds);
    }

    @Test
    void timesBeforeTheRecordAreNotChecked() throws Exception {
        waited(confirmed, "now() - interval '2 days'", "now() - interval '1 day'");
        outage("order-service-east", 300, 290);
        assertThat(auditWithOutages()).allMatch(Verdict::holds);
    }

    @Test
    void aGapInHeartbeatsIsAnOutage() throws Exception {
        waited(confirmed, "now() - interval '10 min'", "now()");
        heartbeats("east", 3600, 620);
        heartbeats("west", 3600, 0);
        heartbeats("east", 30, 5);
        assertThat(audit()).allMatch(Verdict::holds);
        heartbeats("east", 620, 400);
        heartbeats("east", 390, 30);
        assertOnlyBroken(audit(), 4, confirmed + ": was PENDING for 600 s");
    }

    @Test
    void missingRecentHeartbeatsAreAnOutage() throws Exception {
        var stuck = fixture.order(7, 1, "PENDING");
        fixture.commitOffsets();
        fixture.sqlForOrder(
                stuck, "UPDATE t_order_{n} SET created_at = now() - interval '10 min' WHERE order_id = " + stuck);
        heartbeats("east", 3600, 550);
        assertThat(audit()).allMatch(Verdict::holds);
    }

    private void waited(long order, String since, String until) throws SQLException {
        fixture.sqlForOrder(order, """
            UPDATE t_order_{n} SET created_at = %s, history = jsonb_set(history, '{1,at}', to_jsonb(%s))
            WHERE order_id = %d
            """.formatted(since, until, order));
    }

    private void outage(String part, int from, int to) throws IOException {
        Audits.outage(folder, part, from, to);
    }

    private void heartbeats(String region, int from, int to) throws SQLException {
        fixture.sql(
                "control",
                "INSERT INTO t_heartbeat VALUES ('%s', now() - interval '%d s', now() - interval '%d s')"
                        .formatted(region, from, to));
    }

    private List<Verdict> auditWithOutages() {
        return Audits.of(servers.data(), folder);
    }

    // ---- 5

    @Test
    void namesAnEventThatNotificationMissed() throws Exception {
        fixture.sql("notification", "DELETE FROM t_notification WHERE event_id = 'order-" + confirmed + "-1-2'");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-2");
    }

    @Test
    void namesAnEventWithTwoNotifications() throws Exception {
        fixture.dropConstraint("notification", "t_notification", "t_notification_event_id_key");
        fixture.sql(
                "notification",
                "INSERT INTO t_notification (event_id, user_id, order_id, type, title, body)"
                        + " SELECT event_id, user_id, order_id, type, title, body FROM t_notification"
                        + " WHERE event_id = 'order-" + confirmed + "-1-2'");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-2");
    }

    @Test
    void namesAnEventThatInventoryMissed() throws Exception {
        fixture.sql("inventory", "DELETE FROM t_inbox WHERE event_id = 'order-" + rejected + "-1-1'");
        assertOnlyBroken(audit(), 5, "order-" + rejected + "-1-1");
    }

    @Test
    void namesAStockEventThatOrdersMissed() throws Exception {
        fixture.sqlForOrder(cancelled, "DELETE FROM t_inbox_{n} WHERE event_id = 'stock-" + cancelled + "-1-2'");
        assertOnlyBroken(audit(), 5, "stock-" + cancelled + "-1-2");
    }

    @Test
    void namesAPaymentEventThatOrdersMissed() throws Exception {
        var paid = fixture.order(7, 1, "PENDING", "CONFIRMED", "PAID");
        fixture.commitOffsets();
        fixture.sqlForOrder(paid, "DELETE FROM t_inbox_{n} WHERE event_id = 'payment-" + paid + "-1-1-1'");
        assertOnlyBroken(audit(), 5, "payment-" + paid + "-1-1-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "logistics"})
    void namesAnOrderEventThatAServiceMissed(String service) throws Exception {
        var event = "order-" + cancelled + "-1-3";
        fixture.sql(service, "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        assertOnlyBroken(audit(), 5, event + ": published, not in the inbox of " + service);
    }

    @Test
    void namesAChangeOfAPaymentThatWasNeverPublished() throws Exception {
        var paid = fixture.order(7, 1, "PENDING", "CONFIRMED", "PAID");
        fixture.commitOffsets();
        fixture.sql("payment", "UPDATE t_payment SET version = 2");
        assertOnlyBroken(audit(), 5, "payment-" + paid + "-1, version 2: never published");
    }

    @Test
    void namesAParcelEventThatWasNeverPublished() throws Exception {
        fixture.sqlForOrder(
                confirmed,
                "INSERT INTO t_inbox_{n} (event_id, order_id) VALUES ('parcel-%1$d-2-1-1', %1$d)".formatted(confirmed));
        assertOnlyBroken(audit(), 5, "parcel-" + confirmed + "-2-1-1");
    }

    @Test
    void namesAnEventThatWasNeverPublished() throws Exception {
        payWithoutEvent();
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-3");
    }

    private void payWithoutEvent() throws SQLException {
        fixture.sqlForOrder(
                confirmed,
                "UPDATE t_order_{n} SET version = 3,"
                        + " history = history || '{\"status\":\"PAID\"}', status = 'PAID'");
        fixture.sql("inventory", "UPDATE t_stock SET sold = reserved, reserved = 0");
        fixture.sql("inventory", "UPDATE t_reservation SET status = 'SOLD' WHERE order_id = " + confirmed);
        servers.provider().capture(Instant.now(), confirmed + "-1", 4 * PlatformFixture.PRICE, "CNY");
        fixture.earnPoints(confirmed, 1, 3, "PENDING", "CONFIRMED", "PAID");
    }

    @Test
    void namesAnEventOfANonexistentOrder() throws Exception {
        var ghost = confirmed + 1;
        fixture.publish("order-events", ghost, "order-" + ghost + "-1-1");
        fixture.commitOffsets();
        assertOnlyBroken(audit(), 5, "order-" + ghost + "-1-1");
    }

    @Test
    void anEventPublishedTwiceCountsOnce() throws Exception {
        fixture.publish("order-events", confirmed, "order-" + confirmed + "-1-1");
        fixture.commitOffsets();
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void namesAnUndecidedDeadLetter() throws Exception {
        fixture.publish("order-events.dlt", confirmed, "order-" + confirmed + "-1-1");
        fixture.commitOffsets();
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-1");
    }

    @Test
    void namesARecordWithoutAnEventsId() throws Exception {
        fixture.publish("order-events", confirmed, "rubbish");
        fixture.publish("order-events", confirmed, "order-" + confirmed + "-1-65");
        fixture.publish("inventory-events", confirmed, "order-" + confirmed + "-1-1");
        fixture.publish("inventory-events", confirmed, Map.of());
        fixture.commitOffsets();
        var verdicts = audit();
        assertOnlyBroken(verdicts, 5, "rubbish is not an event id");
        assertBroken(verdicts, 5, "order-" + confirmed + "-1-65 is not an event id");
        assertBroken(verdicts, 5, "order-" + confirmed + "-1-1 is not an event id");
        assertBroken(verdicts, 5, "none is not an event id");
    }

    @Test
    void namesAnInboxRowWithoutAnEventsId() throws Exception {
        fixture.sql("inventory", "INSERT INTO t_inbox VALUES ('order-" + confirmed + "-1-65')");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-65: invalid event id in the inbox of inventory");
    }

    @Test
    void aRecordWithoutAnEventsIdIsSettledWithItsDeadLetter() throws Exception {
        fixture.publish("order-events", confirmed, "rubbish");
        fixture.commitOffsets();
        var partition = PlatformFixture.partitionOf(confirmed);
        fixture.deadLetter(
                "order-events", confirmed, "rubbish", "inventory-service", fixture.end("order-events", partition) - 1);
        fixture.commitOffsets();
        assertOnlyBroken(audit(), 5, "rubbish: dead letter at");
        discard("rubbish");
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void aDiscardedDeadLetterExcusesItsOwnConsumerOnly() throws Exception {
        var event = "order-" + confirmed + "-1-2";
        fixture.sql("inventory", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        fixture.deadLetter("order-events", confirmed, event, "inventory-service", 0);
        fixture.commitOffsets();
        discard(event);
        assertThat(audit()).allMatch(Verdict::holds);
        fixture.sql("notification", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        assertOnlyBroken(audit(), 5, event + ": published, not in the inbox of notification");
    }

    @Test
    void namesAnEventThatWaitsForAnUpgradeOfItsConsumer() throws Exception {
        var event = "order-" + confirmed + "-1-2";
        fixture.sql("inventory", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        fixture.sql(
                "inventory",
                "INSERT INTO t_unknown_event (consumer, event_id, type, topic, topic_partition, topic_offset,"
                        + " partition_key, headers, payload) VALUES ('inventory-service', '" + event
                        + "', 'NewerEvent', 'order-events', 0, 0, '" + confirmed + "', '{}', '')");
        assertThat(audit()).allMatch(Verdict::holds);
        fixture.sql("inventory", "UPDATE t_unknown_event SET stored_at = now() - interval '61 seconds'");
        assertOnlyBroken(audit(), 5, event + ": stored and not applied by inventory-service");
    }

    @Test
    void topicsEmptiedByRetentionAreNoBreach() throws Exception {
        fixture.removeRecords("order-events");
        fixture.removeRecords("inventory-events");
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void namesAnUnpublishedEventEvenIfOtherPartitionsAreEmptiedByRetention() throws Exception {
        payWithoutEvent();
        for (var partition = 0; partition < PlatformFixture.PARTITIONS; partition++) {
            if (partition != PlatformFixture.partitionOf(confirmed)) {
                fixture.removeRecords("order-events", partition);
            }
        }
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-3");
    }

    @Test
    void recordsRemovedByRetentionAreNotWaitedFor() throws Exception {
        fixture.publish("order-events", confirmed, "order-" + confirmed + "-1-1");
        fixture.flush();
        fixture.removeRecords("order-events");
        var progress = new ArrayList<String>();
        new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(progress::add);
        assertThat(progress).noneMatch(line -> line.contains("still active"));
    }

    // ---- 6, 7 and 8

    @Test
    void namesAKeyWithTwoOrders() throws Exception {
        var table = PlatformFixture.tableOf(confirmed);
        var second = fixture.order(1, 3, "PENDING", "CONFIRMED");
        fixture.commitOffsets();
        fixture.dropConstraint(
                PlatformFixture.database(table), "t_order_" + table.index(), "ux_order_key_" + table.index());
        fixture.sqlForOrder(confirmed, "UPDATE t_order_{n} SET idempotency_key = 'same' WHERE user_id = 1");
        assertOnlyBroken(audit(), 6, Long.toString(second));
    }

    @Test
    void namesAnUndecidedOrder() throws Exception {
        fixture.sqlForOrder(
                rejected,
                "INSERT INTO t_order_{n} (order_id, user_id, idempotency_key, status, version, region, epoch,"
                        + " durability, xid, total_minor, currency, history, created_at) SELECT order_id + 1, user_id,"
                        + " 'k', 'UNDECIDED', 1, region, epoch, 'MULTI_REGION', 'xid-1', 0, currency, '[]', now() -"
                        + " interval '2 min' FROM t_order_{n}");
        assertBroken(audit(), 7, Long.toString(rejected + 1));
    }

    @Test
    void namesATransactionWithAnOldUndoLog() throws Exception {
        fixture.sql(
                PlatformFixture.database(PlatformFixture.tableOf(confirmed)),
                "INSERT INTO undo_log (branch_id, xid, context, rollback_info, log_status, log_created, log_modified)"
                        + " VALUES (1, 'xid-2', '', '', 0, now() - interval '2 min', now())");
        assertOnlyBroken(audit(), 7, "xid-2");
    }

    @Test
    void namesABranchThatIsStillTried() throws Exception {
        fixture.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('xid-3', 1, 'send-units-east', 1, now() - interval '2 min', now())");
        assertOnlyBroken(audit(), 7, "xid-3");
    }

    @Test
    void namesATransferConfirmedInOneRegionOnly() throws Exception {
        fixture.sql("inventory", "INSERT INTO tcc_fence_log VALUES ('xid-4', 1, 'send-units-east', 2, now(), now())");
        assertOnlyBroken(audit(), 7, "xid-4");
    }

    @Test
    void namesUnitsSentAndNeverReceived() throws Exception {
        fixture.sql(
                "inventory",
                "UPDATE t_stock SET available = available - 3, transferred_out = transferred_out + 3 WHERE sku ="
                        + " 'SKU-00002'");
        assertOnlyBroken(audit(), 7, "SKU-00002");
    }

    @Test
    void anOldBranchThatIsStillTriedHidesNoUnitsInTransit() throws Exception {
        fixture.sql(
                "inventory",
                "UPDATE t_stock SET available = available - 3, transferred_out = transferred_out + 3 WHERE sku ="
                        + " 'SKU-00002'");
        fixture.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('xid-5', 1, 'send-units-east', 1, now() - interval '11 s', now())");
        var verdicts = audit();
        assertOnlyBroken(verdicts, 7, "SKU-00002: 3 units in transit");
        assertBroken(verdicts, 7, "xid-5: still TRIED");
    }

    @Test
    void aTransferInItsSecondPhaseIsNoBreach() throws Exception {
        fixture.sql(
                "inventory",
                "UPDATE t_stock SET available = available - 3, transferred_out = transferred_out + 3 WHERE sku ="
                        + " 'SKU-00002'");
        fixture.sql("inventory", "INSERT INTO tcc_fence_log VALUES ('xid-6', 1, 'send-units-east', 2, now(), now())");
        var young = "now() + interval '1 min'"; // stays young during a long audit
        fixture.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('xid-6', 2, 'receive-units-west', 1, %1$s, %1$s)".formatted(young));
        var progress = new ArrayList<String>();
        var verdicts = new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(progress::add);
        assertThat(verdicts).allMatch(Verdict::holds);
        assertThat(progress).anyMatch(line -> line.contains("1 orders and transfers not decided"));
    }

    @Test
    void namesAMultiRegionOrderWithoutItsTransaction() throws Exception {
        fixture.sqlForOrder(
                confirmed, "UPDATE t_order_{n} SET durability = 'MULTI_REGION' WHERE order_id = " + confirmed);
        assertOnlyBroken(audit(), 7, confirmed + ": MULTI_REGION without xid in east");
    }

    @Test
    void namesAnEpochThatWasNeverGranted() throws Exception {
        fixture.sqlForOrder(confirmed, "UPDATE t_order_{n} SET epoch = 7 WHERE order_id = " + confirmed);
        assertOnlyBroken(audit(), 8, "epoch 7: written by east, granted to nobody");
    }

    @Test
    void namesATransitionInAnEpochGrantedToAnotherRegion() throws Exception {
        fixture.sqlForOrder(
                confirmed,
                "UPDATE t_order_{n} SET history = jsonb_set(history, '{1,region}', '\"west\"') WHERE order_id = "
                        + confirmed);
        assertOnlyBroken(audit(), 8, "epoch 1: written by west, granted to east");
    }

    @Test
    void namesAWriterWhoseSlotWasGrantedToAnotherRegion() throws Exception {
        var slot = OrderId.slot(confirmed).number();
        fixture.sql("control", "UPDATE t_slot SET region = 'west', epoch = 2 WHERE slot = " + slot);
        // Writes of the former owner in its own epoch are valid.
        assertThat(audit()).allMatch(Verdict::holds);
        fixture.sqlForOrder(confirmed, "UPDATE t_order_{n} SET epoch = 2 WHERE order_id = " + confirmed);
        assertOnlyBroken(audit(), 8, "slot " + slot + ", epoch 2: written by east, granted to west");
    }

    @Test
    void noEpochOfASlotIsGrantedTwice() {
        assertThatThrownBy(() -> fixture.sql("control", "UPDATE t_slot SET region = 'west' WHERE slot = 1"))
                .hasMessageContaining("t_slot_grant_pkey");
    }

    @Test
    void namesASlotWithTwoWriters() throws Exception {
        var other = fixture.order(1, 1, "PENDING", "REJECTED");
        fixture.commitOffsets();
        fixture.sqlForOrder(other, "UPDATE t_order_{n} SET region = 'west' WHERE order_id = " + other);
        assertBroken(audit(), 8, "east");
    }

    // ---- 12

    @Test
    void findsAcknowledgedCancels() throws IOException {
        var verdicts = audit(List.of(cancel(cancelled)));
        assertThat(verdicts).allMatch(Verdict::holds);
        assertThat(verdicts.getLast().checked()).isEqualTo(1);
    }

    @Test
    void namesAMissingAcknowledgedCancel() throws Exception {
        var gone = confirmed + 1;
        var verdicts = audit(List.of(cancel(confirmed), cancel(gone)));
        assertOnlyBroken(verdicts, 12, confirmed + ": its cancel was acknowledged, and it is CONFIRMED");
        assertBroken(verdicts, 12, gone + ": its cancel was acknowledged, and it is not there");
    }

    @Test
    void namesACancelledOrderWithoutCancelInItsHistory() throws Exception {
        fixture.sqlForOrder(
                cancelled,
                "UPDATE t_order_{n} SET history = jsonb_set(history, '{2,status}', '\"REJECTED\"') WHERE order_id = "
                        + cancelled);
        assertBroken(audit(List.of(cancel(cancelled))), 12, Long.toString(cancelled));
    }

    @Test
    void findsAcknowledgedPayments() throws Exception {
        var paid = fixture.order(7, 1, "PENDING", "CONFIRMED", "PAID");
        fixture.commitOffsets();
        fixture.sql("payment", "INSERT INTO t_payment_key VALUES (7, 'k', %d, 1)".formatted(paid));
        assertThat(audit(List.of(payment("k", paid + "-1")))).allMatch(Verdict::holds);
        assertOnlyBroken(
                audit(List.of(payment("other", paid + "-1"))),
                12,
                paid + ": payment " + paid + "-1 was acknowledged with key other, and is stored with k");
        fixture.sql("payment", "DELETE FROM t_payment_key"); // as retention does
        assertThat(audit(List.of(payment("k", paid + "-1")))).allMatch(Verdict::holds);
    }

    @Test
    void namesAMissingAcknowledgedPayment() throws Exception {
        assertOnlyBroken(
                audit(List.of(payment("k", confirmed + "-1"))),
                12,
                confirmed + ": payment " + confirmed + "-1 was acknowledged with key k, and is not there");
    }

    // ---- the command

    @Test
    void theCommandPrintsJsonAndSetsItsExitStatus() throws Exception {
        var clean = command(servers.data(), "--json");
        assertThat(clean.out()).startsWith("{\"clean\":true,\"invariants\":[{\"id\":1,\"holds\":true,\"checked\":3,");
        assertThat(clean.status()).isZero();
        fixture.sql("notification", "DELETE FROM t_notification");
        var broken = command(servers.data(), "--wait", "100ms");
        assertThat(broken.out()).contains("broken is invariant 5");
        assertThat(broken.status()).isEqualTo(1);
    }

    @Test
    void anUnreadablePartGivesNoVerdict() {
        var data = servers.data();
        var nobody = new PlatformData("127.0.0.1:1", List.of(), data.regions(), data.auditor(), data.control());
        var unreadable = command(nobody, "--json");
        assertThat(unreadable.status()).isEqualTo(2);
        assertThat(unreadable.out()).isEmpty();
        assertThat(unreadable.err()).contains("Cannot read database notification");
    }

    @Test
    void waitsForOutboxesAndConsumers() throws Exception {
        fixture.sqlForOrder(
                confirmed,
                "INSERT INTO t_outbox_{n} (partition_key, event_id, type, payload, created_at)"
                        + " VALUES ('1', 'order-1-1-1', 'SomeEvent', '{}', now())");
        fixture.publish("order-events", confirmed, "order-" + confirmed + "-1-1");
        var progress = new ArrayList<String>();
        new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(progress::add);
        assertThat(progress).anyMatch(line -> line.contains("1 outbox rows"));
    }

    @Test
    void waitsForRequestsAndCallbacks() throws Exception {
        servers.provider().owe(2);
        fixture.sql("payment", "INSERT INTO t_task (kind, subject, due_at) VALUES ('intent', '1-1', now())");
        fixture.sql("logistics", "INSERT INTO t_task (kind, subject, due_at) VALUES ('pack', '1', now())");
        var progress = new ArrayList<String>();
        new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(progress::add);
        assertThat(progress).anyMatch(line -> line.contains("4 requests and callbacks due"));
    }

    @Test
    void waitsForTheOutboxOfEachService() throws Exception {
        fixture.sql(
                "logistics",
                "INSERT INTO t_outbox (partition_key, event_id, type, payload, created_at)"
                        + " VALUES ('1', 'parcel-1-1-1', 'ParcelBookedEvent', '{}', now())");
        assertThat(Quiescence.reached(servers.data(), Duration.ofMillis(100))).isFalse();
    }

    private static String order(String key, long id) {
        return "{\"kind\":\"order\",\"key\":\"%s\",\"id\":\"%2$d\",\"orderId\":\"%2$d\",\"at\":\"%3$s\"}"
                .formatted(key, id, Instant.now());
    }

    private static String cancel(long id) {
        return "{\"kind\":\"cancel\",\"key\":null,\"id\":\"%1$d\",\"orderId\":\"%1$d\",\"at\":\"%2$s\"}"
                .formatted(id, Instant.now());
    }

    private static String payment(String key, String id) {
        return "{\"kind\":\"payment\",\"key\":\"%s\",\"id\":\"%s\",\"orderId\":\"%s\",\"at\":\"%s\"}"
                .formatted(key, id, id.split("-")[0], Instant.now());
    }

    private static Invocation command(PlatformData data, String... arguments) {
        return Invocation.of(new AuditCommand(new StubPlatform(data, "")), arguments);
    }

    private static void discard(String event) {
        var discarded =
                Invocation.of(new DeadLetterCommand(new StubPlatform(servers.data(), "")), "discard", "--id", event);
        assertThat(discarded.status()).as(discarded.out()).isZero();
    }

    private static List<Verdict> audit() {
        return Audits.of(servers.data());
    }

    private List<Verdict> audit(List<String> acknowledgements) throws IOException {
        return Audits.of(servers.data(), folder, acknowledgements);
    }
}
