package dev.orderplatform.order.synchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.synchronous.StandInPeers.Mood;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class SynchronousFlowIT {
    private static final AtomicLong USERS = new AtomicLong(7_000);
    private static final StandInPeers PEERS = new StandInPeers();
    private static RunningOrderService service;

    private final long user = USERS.incrementAndGet();
    private final String key = "k-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        service = RunningOrderService.start(
                "synchronous",
                "platform.flow=synchronous",
                "platform.synchronous.inventory=" + PEERS.url(),
                "platform.synchronous.notification=" + PEERS.url(),
                "platform.synchronous.timeout=400ms",
                "platform.synchronous.grace=1s");
    }

    @AfterAll
    static void stop() {
        service.close();
        PEERS.close();
    }

    @BeforeEach
    void everybodyAnswers() {
        PEERS.inventory(Mood.ANSWER);
        PEERS.notification(Mood.ANSWER);
        await().until(() -> {
            post(1, "probe-" + UUID.randomUUID(), "SKU-00001");
            return service.bean(Peer.class).trust() == Peer.Trust.FULL;
        });
    }

    @Test
    void orderIsConfirmedWithinItsRequestAndOnceForItsKey() {
        String orderId = id(post(user, key, "SKU-00001")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED"));
        assertThat(service.statusOf(user, orderId)).isEqualTo("CONFIRMED");
        assertThat(PEERS.told(orderId, "OrderConfirmedEvent")).isTrue();
        assertThat(PEERS.told(orderId, "OrderCreatedEvent")).isFalse();
        assertThat(owed(orderId)).isZero();
        String again = id(post(user, key, "SKU-00001")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED"));
        assertThat(again).isEqualTo(orderId);
        assertThat(PEERS.asked(orderId)).isEqualTo(1);
    }

    @Test
    void orderWithoutStockIsRejectedWithinItsRequest() {
        String orderId = id(post(user, key, "SKU-00002")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("REJECTED"));
        service.as(user)
                .get()
                .uri("/api/v1/orders/" + orderId)
                .exchange()
                .expectBody()
                .jsonPath("$.rejection.skus[0]")
                .isEqualTo("SKU-00002");
    }

    @Test
    void inventoryThatDiesAfterItReservedIsAskedAgainAtOnce() {
        PEERS.inventory(Mood.DIE_ONCE);
        String orderId =
                id(post(user, key, "SKU-00001").expectStatus().isCreated().expectBody());
        assertThat(PEERS.asked(orderId)).isEqualTo(2);
        assertThat(service.statusOf(user, orderId)).isEqualTo("CONFIRMED");
    }

    @Test
    void orderWhoseInventoryStaysAwayIsFinishedByTheSameKeysRetry() {
        PEERS.inventory(Mood.DIE);
        post(user, key, "SKU-00001")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After");
        PEERS.inventory(Mood.ANSWER);
        await().untilAsserted(() -> post(user, key, "SKU-00001")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED"));
        assertThat(orders(user)).isEqualTo(1);
    }

    @Test
    void orderThatNobodyAsksForAgainIsFinishedAllTheSame() {
        PEERS.inventory(Mood.HANG);
        post(user, key, "SKU-00001").expectStatus().isEqualTo(503);
        assertThat(orders(user, "PENDING")).isEqualTo(1);
        PEERS.inventory(Mood.ANSWER);
        await().until(() -> orders(user, "CONFIRMED") == 1);
    }

    @Test
    void whileInventoryHangsOrdersAreSoonRefusedAtOnceAndLeaveNothing() {
        PEERS.inventory(Mood.HANG);
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 30).forEach(n -> customers.execute(() -> post(1, "hang-" + key + n, "SKU-00001")));
        }
        await().until(() -> service.bean(Peer.class).trust() == Peer.Trust.NONE);
        long begin = System.nanoTime();
        post(user, key, "SKU-00001")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(400));
        assertThat(orders(user)).isZero();
    }

    @Test
    void anOrderDoesNotFailBecauseItsCustomerCannotBeTold() {
        PEERS.notification(Mood.HANG);
        String orderId = id(post(user, key, "SKU-00001")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED"));
        assertThat(owed(orderId)).isEqualTo(1);
        PEERS.notification(Mood.ANSWER);
        await().until(() -> PEERS.told(orderId, "OrderConfirmedEvent"));
        await().until(() -> owed(orderId) == 0);
    }

    @Test
    void cancellationGivesTheStockBackAlsoWhenInventoryIsAwayJustThen() {
        String orderId =
                id(post(user, key, "SKU-00001").expectStatus().isCreated().expectBody());
        PEERS.inventory(Mood.DIE);
        service.as(user)
                .post()
                .uri("/api/v1/orders/" + orderId + "/cancel")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CANCELLED");
        assertThat(PEERS.released()).doesNotContain(orderId);
        PEERS.inventory(Mood.ANSWER);
        await().until(() -> PEERS.released().contains(orderId));
        await().until(() -> PEERS.told(orderId, "OrderCancelledEvent"));
    }

    private static WebTestClient.ResponseSpec post(long user, String key, String sku) {
        return service.as(user)
                .post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .bodyValue("{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}")
                .exchange();
    }

    private static String id(WebTestClient.BodyContentSpec body) {
        String[] id = {""};
        body.jsonPath("$.orderId").value(String.class, value -> id[0] = value);
        return id[0];
    }

    private static long orders(long user) {
        ShardMap.Table table = Shards.tableOfUser(user);
        return service.count(
                table.database(), "SELECT count(*) FROM t_order_" + table.index() + " WHERE user_id = " + user);
    }

    private static long orders(long user, String status) {
        ShardMap.Table table = Shards.tableOfUser(user);
        return service.count(
                table.database(),
                "SELECT count(*) FROM t_order_%d WHERE user_id = %d AND status = '%s'"
                        .formatted(table.index(), user, status));
    }

    private static long owed(String orderId) {
        ShardMap.Table table = Shards.tableOfOrder(Long.parseLong(orderId));
        return service.count(
                table.database(),
                "SELECT count(*) FROM t_outbox_" + table.index() + " WHERE partition_key = '" + orderId + "'");
    }
}
