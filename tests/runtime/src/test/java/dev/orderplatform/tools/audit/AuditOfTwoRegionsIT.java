package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertHolds;
import static dev.orderplatform.tools.audit.Breaches.accepts;
import static dev.orderplatform.tools.audit.Breaches.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.fixtures.StubPlatform;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.tools.audit.Breaches.Expected;
import dev.orderplatform.tools.deadletters.DeadLetterCommand;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Audits orders of east and their replicas in west. */
class AuditOfTwoRegionsIT {
    private static final int EVENTS = 5;
    private static final int TRANSACTIONS = 7;
    private static final int CHANGES = 12;

    private static FixtureServers eastServers;
    private static FixtureServers westServers;

    @TempDir
    private Path folder;

    private final List<String> acknowledged = new ArrayList<>();
    private PlatformFixture east;
    private PlatformFixture west;
    private Breaches breaches;

    @BeforeAll
    static void start() throws Exception {
        eastServers = FixtureServers.start();
        westServers = FixtureServers.start("west");
    }

    @BeforeEach
    void empty() throws Exception {
        east = PlatformFixture.empty(eastServers);
        west = PlatformFixture.empty(westServers);
        breaches = new Breaches(east);
    }

    @AfterEach
    void leave() {
        east.close();
        west.close();
    }

    // ---- replicas

    @TestFactory
    Stream<DynamicTest> namesReplicasThatDiffer() throws Exception {
        breaches.plant(
                "accepts a replica that equals its order",
                () -> accepts(replicated("PENDING", "CONFIRMED", "CANCELLED")));
        plantReplicas();
        plantParts();
        return breaches.in(audit());
    }

    private void plantReplicas() throws Exception {
        breaches.plant("names an order without replica", () -> {
            var order = replicated("PENDING", "CONFIRMED");
            west.sqlForOrder(order, "DELETE FROM t_order_{n} WHERE order_id = " + order);
            west.sqlForOrder(order, "DELETE FROM t_order_item_{n} WHERE order_id = " + order);
            return names(order, EVENTS, order + ": no replica in west");
        });
        breaches.plant("names a replica that differs", () -> {
            var order = replicated("PENDING", "CONFIRMED");
            changeReplica(order);
            return names(order, EVENTS, order + ": its replica in west differs");
        });
        breaches.plant("names a replica without an order", () -> {
            var ghost = replicated("PENDING", "CONFIRMED") + 1;
            west.insertOrder(PlatformFixture.tableOf(ghost), ghost, breaches.user(), 1, "PENDING");
            return names(ghost, EVENTS, ghost + ": a replica in west without an order in east");
        });
        breaches.plant("names an event that replication missed", () -> {
            var order = replicated("PENDING", "CONFIRMED");
            var event = "order-" + order + "-1-2";
            west.sqlForOrder(order, "DELETE FROM t_inbox_{n} WHERE event_id = '" + event + "'");
            return names(order, EVENTS, event + ": published, not in the replicas' inbox");
        });
    }

    private void plantParts() throws Exception {
        breaches.plant("accepts replicas of payment and parcel that equal them", () -> accepts(replicatedWithParts()));
        breaches.plant("names a payment without replica", () -> {
            var order = replicatedWithParts();
            west.sql("payment", "DELETE FROM t_replica_payment WHERE order_id = " + order);
            return names(order, EVENTS, "%1$d: payment %1$d-1: its replica in west is missing".formatted(order));
        });
        breaches.plant("names a parcel whose replica at order-service differs", () -> {
            var order = replicatedWithParts();
            west.sqlForOrder(order, "UPDATE t_parcel_{n} SET version = version - 1 WHERE order_id = " + order);
            return names(
                    order,
                    EVENTS,
                    "%1$d: parcel %1$d-1: its replica at order-service in west differs".formatted(order));
        });
        breaches.plant("names a parcel whose replica at logistics-service differs", () -> {
            var order = replicatedWithParts();
            west.sql("logistics", "UPDATE t_replica_parcel SET status = 'SHIPPED' WHERE order_id = " + order);
            return names(
                    order,
                    EVENTS,
                    "%1$d: parcel %1$d-1: its replica at logistics-service in west differs".formatted(order));
        });
    }

    @Test
    void waitsForReplication() throws Exception {
        var order = replicated("PENDING", "CONFIRMED");
        east.commitOffsets();
        east.publish("order-events", order, "order-" + order + "-1-1");
        east.flush();
        assertThat(Audits.progress(data())).anyMatch(line -> line.contains("still active"));
    }

    @Test
    void aDeadLetterOfAnotherConsumerExcusesNoReplica() throws Exception {
        var order = replicated("PENDING", "CONFIRMED");
        changeReplica(order);
        var event = "order-" + order + "-1-2";
        east.deadLetter("order-events", order, event, "inventory-service", 0);
        east.flush();
        discard(event);
        assertBroken(events(), order + ": its replica in west differs");
        east.deadLetter("order-events", order, event, "order-replication", 0);
        east.flush();
        discard(event);
        assertHolds(events());
    }

    private static Verdict events() {
        return Audits.verify(data(), _ -> new EventEffects());
    }

    private long replicated(String... states) throws SQLException {
        var order = breaches.order(states);
        east.replicate(order, west);
        return order;
    }

    private long replicatedWithParts() throws SQLException {
        var order = replicated("PENDING", "CONFIRMED", "PAID");
        east.replicateParts(order, west);
        return order;
    }

    private void changeReplica(long order) throws SQLException {
        west.sqlForOrder(
                order, "UPDATE t_order_item_{n} SET sku = 'SKU-00009' WHERE line_no = 1 AND order_id = " + order);
    }

    // ---- acknowledged transfers

    @TestFactory
    Stream<DynamicTest> namesTransfers() throws Exception {
        plantCommittedTransfers();
        plantMissingTransfers();
        return breaches.in(audit());
    }

    private void plantCommittedTransfers() throws Exception {
        plantTransfer("finds a transfer", transfer -> {
            transfer(transfer, "CONFIRMED", "now()");
            fence(east, transfer, 2, "now()");
            fence(west, transfer, 2, "now()");
            return accepts(transfer);
        });
        plantTransfer("accepts a transfer in its second phase", transfer -> {
            transfer(transfer, "TRIED", "now() + interval '1 min'"); // stays young during a long audit
            fence(east, transfer, 1, "now() + interval '1 min'");
            fence(west, transfer, 2, "now()");
            return accepts(transfer);
        });
        plantTransfer("accepts an old transfer without a fence row", transfer -> {
            transfer(transfer, "CONFIRMED", "now() - interval '1 day'");
            return accepts(transfer);
        });
    }

    private void plantMissingTransfers() throws Exception {
        plantTransfer("names a missing transfer", transfer -> names(transfer, CHANGES, notCommitted(transfer)));
        plantTransfer("names a transfer that stays tried", transfer -> {
            transfer(transfer, "TRIED", "now() - interval '11 s'");
            fence(east, transfer, 1, "now() - interval '11 s'");
            fence(west, transfer, 2, "now() - interval '11 s'");
            return names(transfer, CHANGES, notCommitted(transfer))
                    .and(TRANSACTIONS, "xid " + xid(transfer) + ": still TRIED in east");
        });
        plantTransfer("names a transfer that is missing in the target region", transfer -> {
            transfer(transfer, "CONFIRMED", "now()");
            fence(east, transfer, 2, "now()");
            return names(
                            transfer,
                            CHANGES,
                            "transfer %s: acknowledged, and west has not confirmed xid %s"
                                    .formatted(transfer, xid(transfer)))
                    .and(TRANSACTIONS, "xid " + xid(transfer) + ": 1 of 2 branches are confirmed");
        });
        plantTransfer("names a transfer that is missing in the source region", transfer -> {
            transfer(west, transfer, "CONFIRMED", "now()");
            fence(east, transfer, 2, "now()");
            fence(west, transfer, 2, "now()");
            return names(transfer, CHANGES, notCommitted(transfer));
        });
    }

    @FunctionalInterface
    private interface TransferPlanting {
        Expected plant(String transfer) throws Exception;
    }

    /** Plants an acknowledged transfer. */
    private void plantTransfer(String name, TransferPlanting planting) throws Exception {
        var transfer = UUID.randomUUID().toString();
        acknowledged.add(
                "{\"kind\":\"transfer\",\"key\":\"k\",\"id\":\"%s\",\"orderId\":null,\"at\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(transfer));
        breaches.plant(name, () -> planting.plant(transfer));
    }

    private static String notCommitted(String transfer) {
        return "transfer " + transfer + ": acknowledged with key k, and not committed";
    }

    private static String xid(String transfer) {
        return "xid-of-" + transfer;
    }

    private void transfer(String transfer, String status, String at) throws SQLException {
        transfer(east, transfer, status, at);
    }

    private static void transfer(PlatformFixture fixture, String transfer, String status, String at)
            throws SQLException {
        fixture.sql(
                "inventory",
                "INSERT INTO t_transfer (transfer_id, caller, key, sku, quantity, from_region, to_region, xid, status,"
                        + " created_at)"
                        + " VALUES ('%1$s', 'user-1', '%1$s', 'SKU-00001', 1, 'east', 'west', '%2$s', '%3$s', %4$s)"
                                .formatted(transfer, xid(transfer), status, at));
    }

    private static void fence(PlatformFixture fixture, String transfer, int status, String at) throws SQLException {
        fixture.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('%s', 1, 'units', %d, %s, now())"
                        .formatted(xid(transfer), status, at));
    }

    private static void discard(String event) {
        var discarded = Invocation.of(new DeadLetterCommand(new StubPlatform(data(), "")), "discard", "--id", event);
        assertThat(discarded.status()).as(discarded.out()).isZero();
    }

    private static PlatformData data() {
        return eastServers.with(westServers);
    }

    private List<Verdict> audit() throws Exception {
        east.commitOffsets();
        west.commitOffsets();
        return Audits.of(data(), folder, acknowledged);
    }
}
