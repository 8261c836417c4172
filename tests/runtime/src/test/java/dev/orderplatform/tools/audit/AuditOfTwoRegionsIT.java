package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.fixtures.StubPlatform;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.tools.deadletters.DeadLetterCommand;
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

/** Audits orders of east and their replicas in west. */
class AuditOfTwoRegionsIT {
    private static final String TRANSFER = "7f7c5bb0-9a3f-4c1e-8d55-0f6c3c1d2e3f";

    private static FixtureServers eastServers;
    private static FixtureServers westServers;

    @TempDir
    private Path folder;

    private PlatformFixture east;
    private PlatformFixture west;
    private long order;

    @BeforeAll
    static void start() throws Exception {
        eastServers = FixtureServers.start();
        westServers = FixtureServers.start("west");
    }

    @BeforeEach
    void ordersAndReplicas() throws Exception {
        east = PlatformFixture.empty(eastServers);
        west = PlatformFixture.empty(westServers);
        order = east.order(1, 3, "PENDING", "CONFIRMED");
        east.replicate(order, west);
        var other = east.order(42, 2, "PENDING", "CONFIRMED", "CANCELLED");
        east.replicate(other, west);
        east.commitOffsets();
        west.commitOffsets();
    }

    @AfterEach
    void leave() {
        east.close();
        west.close();
    }

    @Test
    void isCleanWhenEveryReplicaEqualsItsOrder() {
        assertThat(audit()).allMatch(Verdict::holds);
    }

    @Test
    void namesAnOrderWithoutReplica() throws Exception {
        west.sqlForOrder(order, "DELETE FROM t_order_{n} WHERE order_id = " + order);
        west.sqlForOrder(order, "DELETE FROM t_order_item_{n} WHERE order_id = " + order);
        assertOnlyBroken(5, order + ": no replica in west");
    }

    @Test
    void namesAReplicaThatDiffers() throws Exception {
        west.sqlForOrder(
                order, "UPDATE t_order_item_{n} SET sku = 'SKU-00009' WHERE line_no = 1 AND order_id = " + order);
        assertOnlyBroken(5, order + ": its replica in west differs");
    }

    @Test
    void namesAReplicaWithoutAnOrder() throws Exception {
        var ghost = order + 1;
        west.insertOrder(PlatformFixture.tableOf(ghost), ghost, 1, 1, "PENDING");
        assertOnlyBroken(5, ghost + ": a replica in west without an order in east");
    }

    @Test
    void namesAnEventThatReplicationMissed() throws Exception {
        west.sqlForOrder(order, "DELETE FROM t_inbox_{n} WHERE event_id = 'order-" + order + "-1-2'");
        assertOnlyBroken(5, "order-" + order + "-1-2: published, not in the replicas' inbox");
    }

    @Test
    void namesAPaymentOrParcelWhoseReplicaIsMissingOrDiffers() throws Exception {
        var paid = east.order(7, 2, "PENDING", "CONFIRMED", "PAID");
        east.replicate(paid, west);
        east.replicateParts(paid, west);
        east.commitOffsets();
        west.commitOffsets();
        assertThat(audit()).allMatch(Verdict::holds);
        west.sql("payment", "DELETE FROM t_replica_payment");
        assertOnlyBroken(5, "%1$d: payment %1$d-1: its replica in west is missing".formatted(paid));
        west.sqlForOrder(paid, "UPDATE t_parcel_{n} SET version = version - 1");
        assertOnlyBroken(5, "%1$d: parcel %1$d-1: its replica at order-service in west differs".formatted(paid));
        west.sql("logistics", "UPDATE t_replica_parcel SET status = 'SHIPPED'");
        assertOnlyBroken(5, "%1$d: parcel %1$d-1: its replica at logistics-service in west differs".formatted(paid));
    }

    @Test
    void waitsForReplication() throws Exception {
        east.publish("order-events", order, "order-" + order + "-1-1");
        var progress = new ArrayList<String>();
        new Audit(data(), Optional.empty(), Duration.ofMillis(100)).run(progress::add);
        assertThat(progress).anyMatch(line -> line.contains("still active"));
    }

    @Test
    void aDeadLetterOfAnotherConsumerExcusesNoReplica() throws Exception {
        west.sqlForOrder(
                order, "UPDATE t_order_item_{n} SET sku = 'SKU-00009' WHERE line_no = 1 AND order_id = " + order);
        var event = "order-" + order + "-1-2";
        east.deadLetter("order-events", order, event, "inventory-service", 0);
        east.commitOffsets();
        discard(event);
        assertOnlyBroken(5, order + ": its replica in west differs");
        east.deadLetter("order-events", order, event, "order-replication", 0);
        east.commitOffsets();
        discard(event);
        assertThat(audit()).allMatch(Verdict::holds);
    }

    // ---- acknowledged transfers

    @Test
    void findsAnAcknowledgedTransfer() throws Exception {
        transfer("CONFIRMED", "now()");
        fence(east, 2, "now()");
        fence(west, 2, "now()");
        assertThat(auditOfTransfer()).allMatch(Verdict::holds);
    }

    @Test
    void aTransferInItsSecondPhaseCountsAsCommitted() throws Exception {
        transfer("TRIED", "now() + interval '1 min'"); // stays young during a long audit
        fence(east, 1, "now()");
        fence(west, 2, "now()");
        assertThat(auditOfTransfer()).allMatch(Verdict::holds);
    }

    @Test
    void anOldTransferNeedsNoFenceRow() throws Exception {
        transfer("CONFIRMED", "now() - interval '1 day'");
        assertThat(auditOfTransfer()).allMatch(Verdict::holds);
    }

    @Test
    void namesAMissingAcknowledgedTransfer() throws Exception {
        assertBroken(auditOfTransfer(), 12, "transfer " + TRANSFER + ": acknowledged with key k, and not committed");
    }

    @Test
    void namesAnAcknowledgedTransferThatStaysTried() throws Exception {
        transfer("TRIED", "now() - interval '11 s'");
        fence(east, 1, "now() - interval '11 s'");
        fence(west, 2, "now() - interval '11 s'");
        assertBroken(auditOfTransfer(), 12, "transfer " + TRANSFER + ": acknowledged with key k, and not committed");
    }

    @Test
    void namesAnAcknowledgedTransferMissingInTheTargetRegion() throws Exception {
        transfer("CONFIRMED", "now()");
        fence(east, 2, "now()");
        assertBroken(
                auditOfTransfer(), 12, "transfer " + TRANSFER + ": acknowledged, and west has not confirmed xid xid-1");
    }

    @Test
    void namesAnAcknowledgedTransferMissingInTheSourceRegion() throws Exception {
        transfer("CONFIRMED", "now()");
        west.sql(
                "inventory",
                "INSERT INTO t_transfer SELECT ('%s')::uuid, 'user-1', 'k', 'SKU-00001', 1, 'east', 'west', 'xid-1',"
                                .formatted(TRANSFER)
                        + " 'CONFIRMED', now()");
        fence(east, 2, "now()");
        fence(west, 2, "now()");
        assertThat(auditOfTransfer()).allMatch(Verdict::holds);
        east.sql("inventory", "DELETE FROM t_transfer");
        assertBroken(auditOfTransfer(), 12, "transfer " + TRANSFER + ": acknowledged with key k, and not committed");
    }

    private void transfer(String status, String at) throws SQLException {
        east.sql(
                "inventory",
                "INSERT INTO t_transfer (transfer_id, caller, key, sku, quantity, from_region, to_region, xid, status,"
                        + " created_at)"
                        + " VALUES ('%s', 'user-1', 'k', 'SKU-00001', 1, 'east', 'west', 'xid-1', '%s', %s)"
                                .formatted(TRANSFER, status, at));
    }

    private static void fence(PlatformFixture fixture, int status, String at) throws SQLException {
        fixture.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('xid-1', 1, 'units', %d, %s, now())".formatted(status, at));
    }

    private List<Verdict> auditOfTransfer() throws IOException {
        var line =
                "{\"kind\":\"transfer\",\"key\":\"k\",\"id\":\"%s\",\"orderId\":null,\"at\":\"2026-01-01T00:00:00Z\"}";
        var file = Files.writeString(folder.resolve("acks"), line.formatted(TRANSFER));
        return new Audit(data(), Optional.of(file), Duration.ofMillis(100)).run(_ -> {});
    }

    private static void discard(String event) {
        var discarded = Invocation.of(new DeadLetterCommand(new StubPlatform(data(), "")), "discard", "--id", event);
        assertThat(discarded.status()).as(discarded.out()).isZero();
    }

    private static PlatformData data() {
        return eastServers.with(westServers);
    }

    private static List<Verdict> audit() {
        return new Audit(data(), Optional.empty(), Duration.ofMillis(100)).run(_ -> {});
    }

    private static void assertBroken(List<Verdict> verdicts, int id, String offender) {
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.id() == id)
                .flatExtracting(Verdict::offenders)
                .contains(offender);
    }

    private static void assertOnlyBroken(int id, String offender) {
        assertThat(audit()).allSatisfy(verdict -> {
            if (verdict.id() == id) {
                assertThat(verdict.offenders()).contains(offender);
            } else {
                assertThat(verdict.holds()).as(verdict.toString()).isTrue();
            }
        });
    }
}
