package dev.orderplatform.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.slots.ShardMap.Table;
import dev.orderplatform.stack.databases.PlatformData;
import dev.orderplatform.stack.world.Invocation;
import dev.orderplatform.stack.world.Servers;
import dev.orderplatform.stack.world.ServersOnly;
import dev.orderplatform.stack.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditIT {

    private static final int INVARIANTS = 8;

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
    void acknowledgedOrdersInAnyFormatAreFound() throws IOException {
        var lines = List.of(
                "key-%d\t%d".formatted(confirmed, confirmed),
                "key-%d, %d".formatted(rejected, rejected),
                "{\"key\":\"key-%d\",\"orderId\":\"%d\"}".formatted(cancelled, cancelled));
        assertThat(audit(lines)).allMatch(Verdict::holds);
    }

    @Test
    void namesAnAcknowledgedOrderThatIsGone() throws IOException {
        var gone = confirmed + 1;
        assertBroken(audit(List.of("key\t" + gone)), 1, Long.toString(gone));
    }

    @Test
    void namesAnAcknowledgedOrderWithAnotherKey() throws IOException {
        assertBroken(audit(List.of("other-key\t" + confirmed)), 1, Long.toString(confirmed));
    }

    @Test
    void acceptsAKeyThatRetentionTookAway() throws Exception {
        world.sqlOf(confirmed, "UPDATE t_order_{n} SET idempotency_key = NULL");
        assertThat(audit(List.of("key\t" + confirmed))).allMatch(Verdict::holds);
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

    // ---- 5

    @Test
    void namesAnEventThatNotificationMissed() throws Exception {
        world.sql("notification", "DELETE FROM t_notification WHERE event_id = 'order-" + confirmed + "-2'");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-2");
    }

    @Test
    void namesAnEventWithTwoNotifications() throws Exception {
        world.dropConstraint("notification", "t_notification", "t_notification_event_id_key");
        world.sql(
                "notification",
                "INSERT INTO t_notification (event_id, user_id, order_id, type, title, body)"
                        + " SELECT event_id, user_id, order_id, type, title, body FROM t_notification"
                        + " WHERE event_id = 'order-" + confirmed + "-2'");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-2");
    }

    @Test
    void namesAnEventThatInventoryMissed() throws Exception {
        world.sql("inventory", "DELETE FROM t_inbox WHERE event_id = 'order-" + rejected + "-1'");
        assertOnlyBroken(audit(), 5, "order-" + rejected + "-1");
    }

    @Test
    void namesAStockEventThatOrdersMissed() throws Exception {
        world.sqlOf(cancelled, "DELETE FROM t_inbox_{n} WHERE event_id = 'stock-" + cancelled + "-2'");
        assertOnlyBroken(audit(), 5, "stock-" + cancelled + "-2");
    }

    @Test
    void namesAnEventThatWasNeverPublished() throws Exception {
        world.sqlOf(
                confirmed,
                "UPDATE t_order_{n} SET version = 3,"
                        + " history = history || '{\"status\":\"PAID\"}', status = 'PAID'");
        world.sql("inventory", "UPDATE t_stock SET sold = reserved, reserved = 0");
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-3");
    }

    @Test
    void namesAnEventOfAnOrderThatNeverWas() throws Exception {
        var ghost = confirmed + 1;
        world.publish("order-events", ghost, "order-" + ghost + "-1");
        world.settled();
        assertOnlyBroken(audit(), 5, "order-" + ghost + "-1");
    }

    @Test
    void anEventThatWasSentTwiceCountsOnce() throws Exception {
        world.publish("order-events", confirmed, "order-" + confirmed + "-1");
        world.settled();
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void namesADeadLetterThatNobodyDecidedAbout() throws Exception {
        world.publish("order-events.dlt", confirmed, "order-" + confirmed + "-1");
        world.settled();
        assertOnlyBroken(audit(), 5, "order-" + confirmed + "-1");
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
        world.sql("inventory", "UPDATE t_stock SET available = available - 3, sent = sent + 3 WHERE sku = 'SKU-00002'");
        assertOnlyBroken(audit(), 7, "SKU-00002");
    }

    @Test
    void namesASlotWithTwoWriters() throws Exception {
        var other = world.order(1, 1, "PENDING", "REJECTED");
        world.settled();
        world.sqlOf(other, "UPDATE t_order_{n} SET region = 'west' WHERE order_id = " + other);
        assertBroken(audit(), 8, "east");
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
                "INSERT INTO t_outbox_{n} (order_id, version, type, payload)" + " VALUES (1, 1, 'SomeEvent', '{}')");
        world.publish("order-events", confirmed, "order-" + confirmed + "-1");
        var told = new ArrayList<String>();
        new Audit(servers.data(), Optional.empty(), Duration.ofMillis(100)).run(told::add);
        assertThat(told).anyMatch(line -> line.contains("1 outbox rows"));
    }

    private static Invocation command(PlatformData data, String... arguments) {
        return Invocation.of(new AuditCommand(new ServersOnly(data, "")), arguments);
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
        var verdict = verdicts.get(id - 1);
        assertThat(verdict.id()).isEqualTo(id);
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.offenders()).anyMatch(text -> text.contains(offender));
    }
}
