package dev.orderplatform.inventory.transferring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.globaltransactions.GlobalProperties;
import dev.orderplatform.globaltransactions.TccAction;
import dev.orderplatform.inventory.Orders;
import dev.orderplatform.inventory.transferring.TwoInventories.Answer;
import dev.orderplatform.servers.Barrier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TransfersIT {
    private static final Duration RECOVERY = Duration.ofSeconds(40);
    private static TwoInventories platform;

    @BeforeAll
    static void start() {
        platform = new TwoInventories();
    }

    @BeforeEach
    void awaitHealth() {
        platform.awaitHealth();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void eitherRegionAcceptsTransferRequests() {
        String sku = platform.stock(100, 0);
        for (var asked : List.of(platform.east, platform.west)) {
            Answer answer = platform.transfer(asked, "move-" + asked.name, sku, 30, "east", "west");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.json().get("xid").asText()).isNotEmpty();
            Answer again = platform.transfer(asked, "move-" + asked.name, sku, 30, "east", "west");
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json()).isEqualTo(answer.json());
        }
        assertThat(platform.east.number(sku, "available")).isEqualTo(40);
        assertThat(platform.west.number(sku, "available")).isEqualTo(60);
        assertThat(platform.inTransit(sku)).isZero();
        assertThat(platform.transfer(platform.east, "move-east", sku, 31, "east", "west")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void keyIsUniqueAcrossBothDirections() {
        String sku = platform.stock(50, 0);
        assertThat(platform.transfer(platform.east, "swapped", sku, 50, "east", "west")
                        .status())
                .isEqualTo(201);
        for (var asked : List.of(platform.east, platform.west)) {
            Answer swapped = platform.transfer(asked, "swapped", sku, 50, "west", "east");
            assertThat(swapped.status()).as(swapped.body()).isEqualTo(422);
            assertThat(swapped.json().findValuesAsText("field")).containsExactly("Idempotency-Key");
        }
        // Each region decides alone, regardless of stock, and with the other region down.
        platform.east.service().pause();
        try {
            assertThat(platform.transfer(platform.west, "swapped", sku, 51, "west", "east")
                            .status())
                    .isEqualTo(422);
        } finally {
            platform.east.service().resume();
        }
        assertThat(platform.west.number(sku, "available")).isEqualTo(50);
        assertThat(platform.transfer(platform.east, "swapped", sku, 50, "east", "west")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void concurrentRequestsWithOneKeyInBothDirectionsMoveUnitsAtMostOnce() {
        String sku = platform.stock(100, 100);
        for (int n = 0; n < 10; n++) {
            String key = "crossing-" + n;
            var there =
                    CompletableFuture.supplyAsync(() -> platform.transfer(platform.east, key, sku, 1, "east", "west"));
            var back =
                    CompletableFuture.supplyAsync(() -> platform.transfer(platform.west, key, sku, 1, "west", "east"));
            List<Integer> statuses =
                    Stream.of(there, back).map(answer -> answer.join().status()).toList();
            assertThat(statuses).isSubsetOf(201, 409, 422, 503);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSizeLessThan(2);
            assertNoBranchIsUndecided();
            String moved = "SELECT transfer_id || ' ' || status FROM t_transfer WHERE key = '" + key + "'";
            assertThat(platform.east.query(moved))
                    .hasSizeLessThan(2)
                    .isEqualTo(platform.west.query(moved))
                    .allMatch(row -> row.endsWith("CONFIRMED"));
        }
        assertThat(platform.inTransit(sku)).isZero();
    }

    @Test
    void unavailableUnitsAreNotMoved() {
        String sku = platform.stock(5, 0);
        Answer answer = platform.transfer(platform.west, "too-much", sku, 6, "east", "west");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("reason").asText()).isEqualTo("OUT_OF_STOCK");
        assertThat(platform.east.number(sku, "available")).isEqualTo(5);
        assertThat(platform.inTransit(sku)).isZero();
        // The refused request did not claim the key.
        assertThat(platform.transfer(platform.west, "too-much", sku, 5, "east", "west")
                        .status())
                .isEqualTo(201);
        assertThat(platform.transfer(platform.east, "unknown", "NO-SUCH", 1, "east", "west")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void acceptIsCheckedBeforeUnitsMove() {
        String sku = platform.stock(5, 0);
        assertThat(platform.transferAccepting("application/xml", "not-accepted", sku, 5)
                        .status())
                .isEqualTo(406);
        assertThat(platform.east.number(sku, "available")).isEqualTo(5);
        assertThat(platform.transferAccepting("*/*", "not-accepted", sku, 5).status())
                .isEqualTo(201);
    }

    @Test
    void badRequestsNameTheirFields() {
        Answer bad = platform.send(
                platform.east,
                "operator",
                Optional.of("k"),
                "{\"sku\":\"A/B\",\"quantity\":0,\"from\":\"east\",\"to\":\"east\"}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().findValuesAsText("field")).containsExactlyInAnyOrder("sku", "quantity", "to");
        String good = "{\"sku\":\"X\",\"quantity\":1,\"from\":\"east\",\"to\":\"west\"}";
        assertThat(platform.send(platform.east, "operator", Optional.empty(), good)
                        .status())
                .isEqualTo(400);
        assertThat(platform.send(platform.east, "orders", Optional.of("k"), good)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void concurrentTransfersInBothDirectionsLoseNothing() {
        String sku = platform.stock(50, 50);
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 24)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> n % 2 == 0
                        ? platform.transfer(platform.east, "both-" + n, sku, 1 + n % 5, "east", "west")
                        : platform.transfer(platform.west, "both-" + n, sku, 1 + n % 5, "west", "east")))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).map(Answer::status))
                .isSubsetOf(201, 503)
                .contains(201);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.inTransit(sku)).isZero());
        assertThat(platform.available(sku)).isEqualTo(100);
    }

    @Test
    void destinationIsKilledWhileItConfirms() {
        String sku = platform.stock(20, 0);
        CompletableFuture<Answer> answer;
        try (Barrier stock = platform.west.confirmingReceipt()) {
            answer = platform.transferUpTo(stock, "kill-destination", sku, 20);
            assertThat(platform.inTransit(sku)).isEqualTo(20);
            platform.west.service().kill();
        }
        // The transfer is committed: a request reports success or an unknown outcome, never that nothing moved.
        assertThat(answer.join().status()).isIn(201, 503);
        platform.west.service().start();
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(platform.west.number(sku, "available")).isEqualTo(20));
        assertThat(platform.inTransit(sku)).isZero();
        await().atMost(RECOVERY)
                .until(() -> platform.transfer(platform.east, "kill-destination", sku, 20, "east", "west")
                                .status()
                        == 200);
        assertNoBranchIsUndecided();
        assertThat(platform.transfer(platform.west, "kill-destination", sku, 20, "west", "east")
                        .status())
                .isEqualTo(422);
    }

    @Test
    @Tag("drill")
    void sourceRegionIsKilledAfterItsTryAndTheLateTryIsRefused() {
        String sku = platform.stock(20, 0);
        CompletableFuture<Answer> answer;
        try (Barrier fence = platform.west.trying()) {
            answer = platform.transferUpTo(fence, "kill-source", sku, 20);
            assertThat(platform.inTransit(sku)).isEqualTo(20);
            platform.east.service().kill();
        }
        assertThat(answer.join().status()).isZero();
        platform.east.service().start();
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(platform.east.number(sku, "available")).isEqualTo(20));
        assertThat(platform.inTransit(sku)).isZero();
        assertNoBranchIsUndecided();
        assertThat(platform.transfer(platform.east, "kill-source", sku, 20, "east", "west")
                        .status())
                .isEqualTo(201);
    }

    /** Frozen beyond the timeout: the cancel overtakes the try, which must then have no effect. */
    @Test
    void destinationIsFrozenBeyondTheTimeout() {
        String sku = platform.stock(20, 0);
        CompletableFuture<Answer> answer;
        try (Barrier fence = platform.west.trying()) {
            answer = platform.transferUpTo(fence, "frozen", sku, 20);
            platform.west.service().pause();
            assertThat(answer.join().status()).isEqualTo(503);
            await().atMost(RECOVERY)
                    .untilAsserted(() ->
                            assertThat(platform.east.number(sku, "available")).isEqualTo(20));
        } finally {
            platform.west.service().resume();
        }
        assertNoBranchIsUndecided();
        assertThat(platform.inTransit(sku)).isZero();
        assertThat(platform.west.number(sku, "available")).isZero();
        assertThat(platform.west.query("SELECT key FROM t_transfer WHERE key = 'frozen'"))
                .as("the key is free again")
                .isEmpty();
    }

    @Test
    void coordinatorIsKilledAfterTheDecisionAndNewTransfersAreRefusedQuickly() {
        String sku = platform.stock(20, 0);
        String other = platform.stock(5, 5);
        CompletableFuture<Answer> answer;
        try (Barrier stock = platform.west.confirmingReceipt()) {
            answer = platform.transferUpTo(stock, "kill-coordinator", sku, 20);
            platform.seata.kill();
        }
        assertThat(answer.join().status()).isIn(201, 503);
        try {
            for (int n = 0; n < 5; n++) {
                Answer refused = platform.transfer(platform.east, "down-" + n, other, 1, "east", "west");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.retryAfter()).isPresent();
                assertThat(refused.took()).isLessThan(Duration.ofSeconds(2));
            }
        } finally {
            platform.seata.start();
        }
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(platform.west.number(sku, "available")).isEqualTo(20));
        assertNoBranchIsUndecided();
        assertThat(platform.inTransit(sku)).isZero();
        await().atMost(RECOVERY)
                .until(() -> platform.transfer(platform.east, "up", other, 1, "east", "west")
                                .status()
                        < 300);
    }

    @Test
    void orderIsServedFromTheStockOfBothRegions() {
        String sku = platform.stock(10, 100);
        long order = Orders.newId();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-";
        platform.east.send(List.of(Orders.created(order, sku, 110)), Optional.of(trace + "b7ad6b7169203331-01"));
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.east.statusOf(order)).containsExactly("RESERVED"));
        assertThat(platform.east.number(sku, "reserved")).isEqualTo(110);
        assertThat(platform.inTransit(sku)).isZero();
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.east.published(order))
                        .extracting(event -> event.traceparent().orElseThrow())
                        .isNotEmpty()
                        .allMatch(context -> context.startsWith(trace)));
    }

    @Test
    void orderForMoreThanTheTotalStockIsRejected() {
        String sku = platform.stock(10, 10);
        long order = Orders.newId();
        platform.east.send(List.of(Orders.created(order, sku, 21)));
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.east.statusOf(order)).containsExactly("REJECTED"));
        assertThat(platform.available(sku) + platform.inTransit(sku)).isEqualTo(20);
    }

    @Test
    void burstOfOrdersIsServedByFewTransfers() {
        String sku = platform.stock(0, 500);
        List<Long> orders =
                LongStream.range(0, 100).map(_ -> Orders.newId()).boxed().toList();
        platform.east.send(orders.stream().map(id -> Orders.created(id, sku, 5)).toList());
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(platform.east.number(sku, "reserved")).isEqualTo(500));
        assertThat(platform.west.query("SELECT transfer_id FROM t_transfer WHERE sku = '" + sku + "'"))
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void regionsCompetingForTheSameUnitsServeOneOrder() {
        String sku = platform.stock(6, 6);
        long inEast = Orders.newId();
        long inWest = Orders.newId();
        platform.east.send(List.of(Orders.created(inEast, sku, 10)));
        platform.west.send(List.of(Orders.created(inWest, sku, 10)));
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(Stream.of(platform.east.statusOf(inEast), platform.west.statusOf(inWest))
                                        .flatMap(List::stream))
                                .containsExactlyInAnyOrder("RESERVED", "REJECTED"));
    }

    @Test
    void waitingOrderCanBeCancelled() {
        String sku = platform.stock(1, 10);
        long order = Orders.newId();
        platform.west.service().pause();
        try {
            platform.east.send(List.of(Orders.created(order, sku, 5)));
            await().atMost(RECOVERY)
                    .untilAsserted(
                            () -> assertThat(platform.east.statusOf(order)).containsExactly("WAITING"));
            platform.east.send(List.of(Orders.cancelled(order, 2)));
            await().atMost(RECOVERY)
                    .untilAsserted(
                            () -> assertThat(platform.east.statusOf(order)).containsExactly("TOMBSTONE"));
        } finally {
            platform.west.service().resume();
        }
        assertThat(platform.east.number(sku, "reserved")).isZero();
    }

    /**
     * After an outage the coordinator repeats second-phase requests; without its fence row, a repetition would not be
     * detected.
     */
    @Test
    void fencesOutliveAWeekOfCoordinatorOutageAndUndecidedOnesAreKept() {
        String fence = "INSERT INTO tcc_fence_log VALUES ('%s', %d, 'old', %d, now(), now() - interval '%s')";
        platform.west.execute(fence.formatted("fence-tried", 1, 1, "400 days"));
        platform.west.execute(fence.formatted("fence-confirmed", 2, 2, "7 days"));
        platform.west.execute(fence.formatted("fence-cancelled", 3, 3, "7 days"));
        platform.west.execute(fence.formatted("fence-gone", 4, 2, "9 days"));
        GlobalProperties defaults = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("platform.global", GlobalProperties.class);
        try {
            TccAction.fenceRetention(platform.west.database(), defaults).clean();
            assertThat(platform.west.query("SELECT xid FROM tcc_fence_log WHERE action_name = 'old'"))
                    .containsExactlyInAnyOrder("fence-tried", "fence-confirmed", "fence-cancelled");
        } finally {
            platform.west.execute("DELETE FROM tcc_fence_log WHERE action_name = 'old'");
        }
    }

    private static void assertNoBranchIsUndecided() {
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(Stream.concat(platform.east.tried().stream(), platform.west.tried().stream()))
                                .isEmpty());
    }
}
