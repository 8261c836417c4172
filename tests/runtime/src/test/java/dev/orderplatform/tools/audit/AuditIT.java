package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap.Table;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.tools.deadletters.DeadLetterCommand;
import dev.orderplatform.world.Invocation;
import dev.orderplatform.world.Servers;
import dev.orderplatform.world.ServersOnly;
import dev.orderplatform.world.World;
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

class AuditIT {

    private static final int INVARIANTS = 9;

    private static Servers servers;

    @TempDir
    private Path folder;

    private World world;
    private long confirmed;
    private long rejected;
    private long cancelled;

    @BeforeAll
    static void start() throws SQLException {
        servers = Servers.start();
    }

    @BeforeEach
    void someOrders() throws Exception {
        world = World.empty(servers);
        confirmed = world.order(1, 3, "PENDING", "CONFIRMED");
        rejected = world.order(42, 500, "PENDING", "REJECTED");
        cancelled = world.order(1_000_000, 2, "PENDING", "CONFIRMED", "CANCELLED");
        world.settled();
    }

    @AfterEach
    void leave() {
        world.close();
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
    void aLineThatIsNoAcknowledgementIsNamedByItsNumber() throws IOException {
        var good = order("key-" + confirmed, confirmed);
        for (var bad : List.of(
                "key-1 and so on",
                "{\"kind\":\"order\",\"key\":",
                "{\"kind\":\"refund\",\"key\":\"k\",\"id\":\"1\",\"orderId\":\"1\"}",
                "{\"key\":\"k\",\"orderId\":\"1\"}",
                "{\"kind\":\"order\",\"id\":\"1\"}",
                "{\"kind\":\"order\",\"key\":\"k\",\"orderId\":\"one\"}",
                "{\"kind\":\"transfer\",\"key\":\"k\"}",
                "\"order\"")) {
            var file = Files.write(folder.resolve("acks"), List.of(good, bad));
            var refused = command(servers.data(), "--json", "--acks", file.toString());
            assertThat(refused.status()).as(bad).isEqualTo(2);
            assertThat(refused.err()).contains(file + ", line 2: no acknowledgement", bad);
        }
    }

    @Test
    void saysThatAFileHasTheFormOfEarlierVersions() throws IOException {
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
    void acceptsAKeyThatRetentionTookAway() throws Exception {
        world.sqlOf(confirmed, "UPDATE t_order_{n} SET idempotency_key = NULL");
        assertThat(audit(List.of(order("key", confirmed)))).allMatch(Verdict::holds);
    }

    @Test
    void namesASecondRowOfAnOrderInAnotherTable() throws Exception {
        var right = World.tableOf(rejected);
        world.insertOrder(new Table((right.number() + 8) % 32), rejected, 42, 500, "PENDING", "REJECTED");
        assertBroken(audit(), 1, Long.toString(rejected));
    }

    @Test
    void namesAnOrderWhoseItemsDoNotSumToItsTotal() throws Exception {
        world.sqlOf(confirmed, "UPDATE t_order_{n} SET total_minor = total_minor + 1");
        assertOnlyBroken(audit(), 1, Long.toString(confirmed));
    }

    @Test
    void namesAnOrderWithoutItems() throws Exception {
        world.sqlOf(rejected, "DELETE FROM t_order_item_{n}");
        assertBroken(audit(), 1, Long.toString(rejected));
    }

    // ---- 2 and 3

    @Test
    void namesASkuWhoseUnitsVanish() throws Exception {
        world.dropConstraint("inventory", "t_stock", "ck_stock_balance");
        world.sql("inventory", "UPDATE t_stock SET available = available - 1 WHERE sku = 'SKU-00002'");
        assertOnlyBroken(audit(), 2, "SKU-00002");
    }

    @Test
    void namesASkuWithMoreReservedThanOrdered() throws Exception {
        world.sql(
                "inventory",
                "UPDATE t_stock SET available = available - 1, reserved = reserved + 1" + " WHERE sku = 'SKU-00001'");
        assertOnlyBroken(audit(), 3, "SKU-00001");
    }

    @Test
    void namesAReservationThatDiffersFromItsOrder() throws Exception {
        world.sql("inventory", "UPDATE t_reservation SET quantities = '{1,4}' WHERE order_id = " + confirmed);
        assertOnlyBroken(audit(), 3, Long.toString(confirmed));
    }

    @Test
    void namesACancelledOrderWhoseStockIsStillHeld() throws Exception {
        world.sql("inventory", "UPDATE t_reservation SET status = 'RESERVED' WHERE order_id = " + cancelled);
        assertOnlyBroken(audit(), 3, Long.toString(cancelled));
    }

    // ---- 4

    @Test
    void namesAnOrderThatWaitsTooLong() throws Exception {
        var stuck = world.order(7, 1, "PENDING");
        world.settled();
        world.sqlOf(stuck, "UPDATE t_order_{n} SET created_at = now() - interval '61 s'");
        assertOnlyBroken(audit(), 4, Long.toString(stuck));
    }

    @Test
    void namesAnOrderThatWaitedTooLongThoughItIsDecidedByNow() throws Exception {
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
    void anOutageThatLastsIsSubtracted() throws Exception {
        var stuck = world.order(7, 1, "PENDING");
        world.settled();
        world.sqlOf(stuck, "UPDATE t_order_{n} SET created_at = now() - interval '10 min' WHERE order_id = " + stuck);
        Files.writeString(folder.resolve("kafka-east"), "\n%s down".formatted(secondsAgo(550)));
        assertThat(auditWithOutages()).allMatch(Verdict::holds);
    }

    @Test
    void outagesOfPartsThatDecideNothingAreNotSubtracted() throws Exception {
        waited(confirmed, "now() - interval '10 min'", "now()");
        outage("gateway", 650, 10);
        outage("notification-service", 650, 10);
        outage("kafka-west", 650, 10);
        outage("order-service-east", 650, 400);
        assertOnlyBroken(auditWithOutages(), 4, confirmed + ": was PENDING for 600 s, ");
    }

    @Test
    void theBacklogBehindAnOutageIsSubtractedWhileItIsWorkedOff() throws Exception {
        outage("kafka-east", 600, 400);
        waited(confirmed, "now() - interval '600 s'", "now() - interval '250 s'");
        assertOnlyBroken(auditWithOutages(), 4, confirmed + ": was PENDING for 350 s");
        for (var decided : List.of(370, 340, 310, 280)) {
            var other = world.order(7, 1, "PENDING", "CONFIRMED");
            waited(other, "now() - interval '600 s'", "now() - interval '" + decided + " s'");
        }
        world.settled();
        assertThat(auditWithOutages()).allMatch(Verdict::holds);
    }

    @Test
    void whatWasBeforeTheRecordIsNotJudged() throws Exception {
        waited(confirmed, "now() - interval '2 days'", "now() - interval '1 day'");
        outage("order-service-east", 300, 290);
        assertThat(auditWithOutages()).allMatch(Verdict::holds);
    }

    @Test
    void aPauseOfHeartbeatsIsAnOutage() throws Exception {
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
    void aRegionThatIsSilentByNowIsOut() throws Exception {
        var stuck = world.order(7, 1, "PENDING");
        world.settled();
        world.sqlOf(stuck, "UPDATE t_order_{n} SET created_at = now() - interval '10 min' WHERE order_id = " + stuck);
        heartbeats("east", 3600, 550);
        assertThat(audit()).allMatch(Verdict::holds);
    }

    private void waited(long order, String since, String until) throws SQLException {
        world.sqlOf(order, """
            UPDATE t_order_{n} SET created_at = %s, history = jsonb_set(history, '{1,at}', to_jsonb(%s))
            WHERE order_id = %d
            """.formatted(since, until, order));
    }

    private void outage(String part, int from, int to) throws IOException {
        Files.writeString(folder.resolve(part), "\n%s down\n%s ready".formatted(secondsAgo(from), secondsAgo(to)));
    }

    private void heartbeats(String region, int from, int to) throws SQLException {
        world.sql(
                "control",
                "INSERT INTO t_heartbeat VALUES ('%s', now() - interval '%d s', now() - interval '%d s')"
                        .formatted(region, from, to));
    }

    private static Instant secondsAgo(int seconds) {
        return Instant.now().minusSeconds(seconds);
    }

    private List<Verdict> auditWithOutages() {
        var data = servers.data();
        var recorded =
                new PlatformData(data.global(), data.regions(), data.auditor(), data.control(), Optional.of(folder));
        return new Audit(recorded, Optional.empty(), Duration.ofMillis(100)).run(_ -> {});
    }

    // ---- 5

    @Test
    void namesAnEventThatNotificationMissed() throws Exception {
        world.sql("notification", "DELETE FROM t_notification WHERE event_id = 'order-" + confirmed + "-1-2'");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-2");
    }

    @Test
    void namesAnEventWithTwoNotifications() throws Exception {
        world.dropConstraint("notification", "t_notification", "t_notification_event_id_key");
        world.sql(
                "notification",
                "INSERT INTO t_notification (event_id, user_id, order_id, type, title, body)"
                        + " SELECT event_id, user_id, order_id, type, title, body FROM t_notification"
                        + " WHERE event_id = 'order-" + confirmed + "-1-2'");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-2");
    }

    @Test
    void namesAnEventThatInventoryMissed() throws Exception {
        world.sql("inventory", "DELETE FROM t_inbox WHERE event_id = 'order-" + rejected + "-1-1'");
        assertOnlyBroken(audit(), 5, "order-" + rejected + "-1-1");
    }

    @Test
    void namesAStockEventThatOrdersMissed() throws Exception {
        world.sqlOf(cancelled, "DELETE FROM t_inbox_{n} WHERE event_id = 'stock-" + cancelled + "-1-2'");
        assertOnlyBroken(audit(), 5, "stock-" + cancelled + "-1-2");
    }

    @Test
    void namesAnEventThatWasNeverPublished() throws Exception {
        world.sqlOf(
                confirmed,
                "UPDATE t_order_{n} SET version = 3,"
                        + " history = history || '{\"status\":\"PAID\"}', status = 'PAID'");
        world.sql("inventory", "UPDATE t_stock SET sold = reserved, reserved = 0");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-3");
    }

    @Test
    void namesAnEventOfAnOrderThatNeverWas() throws Exception {
        var ghost = confirmed + 1;
        world.publish("order-events", ghost, "order-" + ghost + "-1-1");
        world.settled();
        assertOnlyBroken(audit(), 5, "order-" + ghost + "-1-1");
    }

    @Test
    void anEventThatWasSentTwiceCountsOnce() throws Exception {
        world.publish("order-events", confirmed, "order-" + confirmed + "-1-1");
        world.settled();
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void namesADeadLetterThatNobodyDecidedAbout() throws Exception {
        world.publish("order-events.dlt", confirmed, "order-" + confirmed + "-1-1");
        world.settled();
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-1");
    }

    @Test
    void namesARecordWithoutAnEventsId() throws Exception {
        world.publish("order-events", confirmed, "rubbish");
        world.publish("order-events", confirmed, "order-" + confirmed + "-1-65");
        world.publish("inventory-events", confirmed, "order-" + confirmed + "-1-1");
        world.publish("inventory-events", confirmed, Map.of());
        world.settled();
        var verdicts = audit();
        assertOnlyBroken(verdicts, 5, "rubbish is no event's id");
        assertBroken(verdicts, 5, "order-" + confirmed + "-1-65 is no event's id");
        assertBroken(verdicts, 5, "order-" + confirmed + "-1-1 is no event's id");
        assertBroken(verdicts, 5, "none is no event's id");
    }

    @Test
    void namesAnInboxRowWithoutAnEventsId() throws Exception {
        world.sql("inventory", "INSERT INTO t_inbox VALUES ('order-" + confirmed + "-1-65')");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-65: no event's id, in the inbox of inventory");
    }

    @Test
    void aRecordWithoutAnEventsIdIsSettledWithItsDeadLetter() throws Exception {
        world.publish("order-events", confirmed, "rubbish");
        world.settled();
        var partition = World.partitionOf(confirmed);
        world.deadLetter(
                "order-events", confirmed, "rubbish", "inventory-service", world.end("order-events", partition) - 1);
        world.settled();
        assertOnlyBroken(audit(), 5, "rubbish: dead letter at");
        discard("rubbish");
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void aDiscardedDeadLetterExcusesItsOwnConsumerOnly() throws Exception {
        var event = "order-" + confirmed + "-1-2";
        world.sql("inventory", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        world.deadLetter("order-events", confirmed, event, "inventory-service", 0);
        world.settled();
        discard(event);
        assertThat(audit()).allMatch(Verdict::holds);
        world.sql("notification", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        assertOnlyBroken(audit(), 5, event + ": published, not in the inbox of notification");
    }

    @Test
    void namesAnEventThatWaitsForAnUpgradeOfItsConsumer() throws Exception {
        var event = "order-" + confirmed + "-1-2";
        world.sql("inventory", "DELETE FROM t_inbox WHERE event_id = '" + event + "'");
        world.sql(
                "inventory",
                "INSERT INTO t_unknown_event (consumer, event_id, type, topic, topic_partition, topic_offset,"
                        + " partition_key, headers, payload) VALUES ('inventory-service', '" + event
                        + "', 'NewerEvent', 'order-events', 0, 0, '" + confirmed + "', '{}', '')");
        assertThat(audit()).allMatch(Verdict::holds);
        world.sql("inventory", "UPDATE t_unknown_event SET stored_at = now() - interval '61 seconds'");
        assertOnlyBroken(audit(), 5, event + ": stored and not applied by inventory-service");
    }

    @Test
    void topicsThatRetentionHasEmptiedCauseNoAlarm() throws Exception {
        world.removeRecords("order-events");
        world.removeRecords("inventory-events");
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void namesAnEventThatWasNeverPublishedThoughRetentionHasEmptiedOtherPartitions() throws Exception {
        world.sqlOf(
                confirmed,
                "UPDATE t_order_{n} SET version = 3,"
                        + " history = history || '{\"status\":\"PAID\"}', status = 'PAID'");
        world.sql("inventory", "UPDATE t_stock SET sold = reserved, reserved = 0");
        for (var partition = 0; partition < World.PARTITIONS; partition++) {
            if (partition != World.partitionOf(confirmed)) {
                world.removeRecords("order-events", partition);
            }
        }
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1-3");
    }

    @Test
    void nobodyWaitsForWhatRetentionHasRemoved() throws Exception {
        world.publish("order-events", confirmed, "order-" + confirmed + "-1-1");
        world.flush();
        world.removeRecords("order-events");
        var told = new ArrayList<String>();
        new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(told::add);
        assertThat(told).noneMatch(line -> line.contains("not calm"));
    }

    // ---- 6, 7 and 8

    @Test
    void namesAKeyWithTwoOrders() throws Exception {
        var table = World.tableOf(confirmed);
        var second = world.order(1, 3, "PENDING", "CONFIRMED");
        world.settled();
        world.dropConstraint(World.database(table), "t_order_" + table.index(), "ux_order_key_" + table.index());
        world.sqlOf(confirmed, "UPDATE t_order_{n} SET idempotency_key = 'same' WHERE user_id = 1");
        assertOnlyBroken(audit(), 6, Long.toString(second));
    }

    @Test
    void namesAnUndecidedOrder() throws Exception {
        world.sqlOf(
                rejected,
                "INSERT INTO t_order_{n} SELECT order_id + 1, user_id, 'k', NULL, 'UNDECIDED', 1, region, epoch,"
                    + " 'MULTI_REGION', 'xid-1', 0, currency, NULL, '[]', now() - interval '2 min' FROM t_order_{n}");
        assertBroken(audit(), 7, Long.toString(rejected + 1));
    }

    @Test
    void namesATransactionThatNoPhaseTwoHasTidiedUp() throws Exception {
        world.sql(
                World.database(World.tableOf(confirmed)),
                "INSERT INTO undo_log (branch_id, xid, context, rollback_info, log_status, log_created, log_modified)"
                        + " VALUES (1, 'xid-2', '', '', 0, now() - interval '2 min', now())");
        assertOnlyBroken(audit(), 7, "xid-2");
    }

    @Test
    void namesABranchThatIsStillTried() throws Exception {
        world.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('xid-3', 1, 'send-units-east', 1, now() - interval '2 min', now())");
        assertOnlyBroken(audit(), 7, "xid-3");
    }

    @Test
    void namesATransferThatOneRegionAloneHasConfirmed() throws Exception {
        world.sql("inventory", "INSERT INTO tcc_fence_log VALUES ('xid-4', 1, 'send-units-east', 2, now(), now())");
        assertOnlyBroken(audit(), 7, "xid-4");
    }

    @Test
    void namesUnitsThatLeftAndNeverArrive() throws Exception {
        world.sql(
                "inventory",
                "UPDATE t_stock SET available = available - 3, transferred_out = transferred_out + 3 WHERE sku ="
                        + " 'SKU-00002'");
        assertOnlyBroken(audit(), 7, "SKU-00002");
    }

    @Test
    void anOldBranchThatIsStillTriedHidesNoUnitsInTransit() throws Exception {
        world.sql(
                "inventory",
                "UPDATE t_stock SET available = available - 3, transferred_out = transferred_out + 3 WHERE sku ="
                        + " 'SKU-00002'");
        world.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('xid-5', 1, 'send-units-east', 1, now() - interval '11 s', now())");
        var verdicts = audit();
        assertOnlyBroken(verdicts, 7, "SKU-00002: 3 units in transit");
        assertBroken(verdicts, 7, "xid-5: still TRIED");
    }

    @Test
    void waitsForATransfersSecondPhaseAndDoesNotBlameIt() throws Exception {
        world.sql(
                "inventory",
                "UPDATE t_stock SET available = available - 3, transferred_out = transferred_out + 3 WHERE sku ="
                        + " 'SKU-00002'");
        world.sql("inventory", "INSERT INTO tcc_fence_log VALUES ('xid-6', 1, 'send-units-east', 2, now(), now())");
        var young = "now() + interval '1 min'"; // for an audit as long as that
        world.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('xid-6', 2, 'receive-units-west', 1, %1$s, %1$s)".formatted(young));
        var told = new ArrayList<String>();
        var verdicts = new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(told::add);
        assertThat(verdicts).allMatch(Verdict::holds);
        assertThat(told).anyMatch(line -> line.contains("1 orders and transfers not decided"));
    }

    @Test
    void namesAMultiRegionOrderWithoutItsTransaction() throws Exception {
        world.sqlOf(confirmed, "UPDATE t_order_{n} SET durability = 'MULTI_REGION' WHERE order_id = " + confirmed);
        assertOnlyBroken(audit(), 7, confirmed + ": MULTI_REGION, and no xid in east");
    }

    @Test
    void namesAnEpochThatWasNeverGranted() throws Exception {
        world.sqlOf(confirmed, "UPDATE t_order_{n} SET epoch = 7 WHERE order_id = " + confirmed);
        assertOnlyBroken(audit(), 8, "epoch 7: written by east, granted to nobody");
    }

    @Test
    void namesATransitionInAnEpochThatWasGrantedToAnother() throws Exception {
        world.sqlOf(
                confirmed,
                "UPDATE t_order_{n} SET history = jsonb_set(history, '{1,region}', '\"west\"') WHERE order_id = "
                        + confirmed);
        assertOnlyBroken(audit(), 8, "epoch 1: written by west, granted to east");
    }

    @Test
    void namesAWriterWhoseSlotWasGrantedToAnother() throws Exception {
        var slot = OrderId.slot(confirmed).number();
        world.sql("control", "UPDATE t_slot SET region = 'west', epoch = 2 WHERE slot = " + slot);
        // What the former owner wrote in its own epoch is fine.
        assertThat(audit()).allMatch(Verdict::holds);
        world.sqlOf(confirmed, "UPDATE t_order_{n} SET epoch = 2 WHERE order_id = " + confirmed);
        assertOnlyBroken(audit(), 8, "slot " + slot + ", epoch 2: written by east, granted to west");
    }

    @Test
    void noEpochOfASlotIsGrantedTwice() {
        assertThatThrownBy(() -> world.sql("control", "UPDATE t_slot SET region = 'west' WHERE slot = 1"))
                .hasMessageContaining("t_slot_grant_pkey");
    }

    @Test
    void namesASlotWithTwoWriters() throws Exception {
        var other = world.order(1, 1, "PENDING", "REJECTED");
        world.settled();
        world.sqlOf(other, "UPDATE t_order_{n} SET region = 'west' WHERE order_id = " + other);
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
    void namesAnAcknowledgedCancelThatIsNotThere() throws Exception {
        var gone = confirmed + 1;
        var verdicts = audit(List.of(cancel(confirmed), cancel(gone)));
        assertOnlyBroken(verdicts, 12, confirmed + ": its cancel was acknowledged, and it is CONFIRMED");
        assertBroken(verdicts, 12, gone + ": its cancel was acknowledged, and it is not there");
    }

    @Test
    void namesACancelledOrderWhoseHistoryDoesNotTellOfIt() throws Exception {
        world.sqlOf(
                cancelled,
                "UPDATE t_order_{n} SET history = jsonb_set(history, '{2,status}', '\"REJECTED\"') WHERE order_id = "
                        + cancelled);
        assertBroken(audit(List.of(cancel(cancelled))), 12, Long.toString(cancelled));
    }

    // ---- the command

    @Test
    void theCommandPrintsJsonOnlyAndItsStatusTells() throws Exception {
        var clean = command(servers.data(), "--json");
        assertThat(clean.out()).startsWith("{\"clean\":true,\"invariants\":[{\"id\":1,\"holds\":true,\"checked\":3,");
        assertThat(clean.status()).isZero();
        world.sql("notification", "DELETE FROM t_notification");
        var broken = command(servers.data(), "--wait", "100ms");
        assertThat(broken.out()).contains("broken is invariant 5");
        assertThat(broken.status()).isEqualTo(1);
    }

    @Test
    void thatItCannotLookIsNoVerdict() {
        var data = servers.data();
        var nobody = new PlatformData("127.0.0.1:1", data.regions(), data.auditor(), data.control());
        var blind = command(nobody, "--json");
        assertThat(blind.status()).isEqualTo(2);
        assertThat(blind.out()).isEmpty();
        assertThat(blind.err()).contains("Cannot read database notification");
    }

    @Test
    void waitsForOutboxesAndConsumers() throws Exception {
        world.sqlOf(
                confirmed,
                "INSERT INTO t_outbox_{n} (partition_key, event_id, type, payload, created_at)"
                        + " VALUES ('1', 'order-1-1-1', 'SomeEvent', '{}', now())");
        world.publish("order-events", confirmed, "order-" + confirmed + "-1-1");
        var told = new ArrayList<String>();
        new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(told::add);
        assertThat(told).anyMatch(line -> line.contains("1 outbox rows"));
    }

    private static String order(String key, long id) {
        return "{\"kind\":\"order\",\"key\":\"%s\",\"id\":\"%2$d\",\"orderId\":\"%2$d\",\"at\":\"%3$s\"}"
                .formatted(key, id, Instant.now());
    }

    private static String cancel(long id) {
        return "{\"kind\":\"cancel\",\"key\":null,\"id\":\"%1$d\",\"orderId\":\"%1$d\",\"at\":\"%2$s\"}"
                .formatted(id, Instant.now());
    }

    private static Invocation command(PlatformData data, String... arguments) {
        return Invocation.of(new AuditCommand(new ServersOnly(data, "")), arguments);
    }

    private static void discard(String event) {
        var discarded =
                Invocation.of(new DeadLetterCommand(new ServersOnly(servers.data(), "")), "discard", "--id", event);
        assertThat(discarded.status()).as(discarded.out()).isZero();
    }

    private static List<Verdict> audit() {
        return new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(_ -> {});
    }

    private List<Verdict> audit(List<String> acknowledgements) throws IOException {
        var file = Files.write(folder.resolve("acks"), acknowledgements);
        return new Audit(servers.data(), Optional.of(file), Duration.ofMillis(100)).run(_ -> {});
    }

    private static void assertOnlyBroken(List<Verdict> verdicts, int id, String offender) {
        assertBroken(verdicts, id, offender);
        assertThat(verdicts).filteredOn(verdict -> verdict.id() != id).allMatch(Verdict::holds);
    }

    private static void assertBroken(List<Verdict> verdicts, int id, String offender) {
        var verdict =
                verdicts.stream().filter(one -> one.id() == id).findFirst().orElseThrow();
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.offenders()).anyMatch(text -> text.contains(offender));
    }
}
