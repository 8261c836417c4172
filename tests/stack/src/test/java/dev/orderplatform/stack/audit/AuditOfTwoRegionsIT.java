package dev.orderplatform.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.stack.databases.PlatformData;
import dev.orderplatform.stack.databases.RegionData;
import dev.orderplatform.stack.world.Servers;
import dev.orderplatform.stack.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders of east, and their replicas in west. */
class AuditOfTwoRegionsIT {
    private static Servers eastServers;
    private static Servers westServers;
    private World east;
    private World west;
    private long order;

    @BeforeAll
    static void start() throws Exception {
        eastServers = Servers.start();
        westServers = Servers.start("west");
    }

    @BeforeEach
    void ordersAndReplicas() throws Exception {
        east = World.empty(eastServers);
        west = World.empty(westServers);
        order = east.order(1, 3, "PENDING", "CONFIRMED");
        east.replicate(order, west);
        var other = east.order(42, 2, "PENDING", "CONFIRMED", "CANCELLED");
        east.replicate(other, west);
        east.settled();
        west.settled();
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
        west.sqlOf(order, "DELETE FROM t_order_{n} WHERE order_id = " + order);
        west.sqlOf(order, "DELETE FROM t_order_item_{n} WHERE order_id = " + order);
        assertOnlyBroken(5, order + ": no replica in west");
    }

    @Test
    void namesAReplicaThatDiffers() throws Exception {
        west.sqlOf(order, "UPDATE t_order_item_{n} SET sku = 'SKU-00009' WHERE line_no = 1 AND order_id = " + order);
        assertOnlyBroken(5, order + ": its replica in west differs");
    }

    @Test
    void namesAReplicaOfNoOrder() throws Exception {
        var ghost = order + 1;
        west.insertOrder(World.tableOf(ghost), ghost, 1, 1, "PENDING");
        assertOnlyBroken(5, ghost + ": a replica in west, and no order in east");
    }

    @Test
    void namesAnEventThatReplicationMissed() throws Exception {
        west.sqlOf(order, "DELETE FROM t_inbox_{n} WHERE event_id = 'order-" + order + "-2'");
        assertOnlyBroken(5, "order-" + order + "-2: published, not in the replicas' inbox");
    }

    @Test
    void waitsForReplication() throws Exception {
        east.publish("order-events", order, "order-" + order + "-1");
        var told = new ArrayList<String>();
        new Audit(data(), Optional.empty(), Duration.ofMillis(100)).run(told::add);
        assertThat(told).anyMatch(line -> line.contains("not calm"));
    }

    private static PlatformData data() {
        var data = eastServers.data();
        var there = westServers.data().regions().getFirst();
        return new PlatformData(
                data.global(),
                List.of(
                        data.regions().getFirst(),
                        new RegionData("west", there.postgres(), there.kafka(), there.auditor())),
                data.auditor(),
                data.control());
    }

    private static List<Verdict> audit() {
        return new Audit(data(), Optional.empty(), Duration.ofMillis(100)).run(_ -> {});
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
