package dev.orderplatform.order.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.SteppedRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database hangs while orders are queued: orders whose callers have timed out are not written afterwards. */
class OverdueOrderIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ShardMap.Table TABLE = Shards.tableOfUser(1);
    private static final List<Long> USERS = LongStream.iterate(1, user -> user + 1)
            .filter(user -> Shards.tableOfUser(user).equals(TABLE))
            .limit(3)
            .boxed()
            .toList();
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.start("overdue", "platform.placing.timeout=1s");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whoGaveUpWaitingHasNoOrderAndMayTryAgain() {
        var storing = new SteppedRequest<>(() -> place(USERS.get(0)));
        try (storing) {
            storing.stopAt(SharedServers.postgres()
                    .barrier("overdue_" + TABLE.database(), "t_order_" + TABLE.index(), "%INSERT INTO t_order_%"));
            assertThat(place(USERS.get(1))).isEqualTo(503);
            // One more second, after which the previous order is certainly overdue.
            assertThat(place(USERS.get(2))).isEqualTo(503);
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(ordersOf(USERS.get(0))).isEqualTo(1));
        // It is queued behind the others: when it is placed, they have been processed.
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(place(USERS.get(2))).isIn(200, 201));
        assertThat(ordersOf(USERS.get(1))).isZero();
        assertThat(place(USERS.get(1))).isEqualTo(201);
    }

    private static long ordersOf(long user) {
        return service.count(
                TABLE.database(), "SELECT count(*) FROM t_order_" + TABLE.index() + " WHERE user_id = " + user);
    }

    private static int place(long user) {
        return service.tryToPlace(user, "key")
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value();
    }
}
