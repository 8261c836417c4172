package dev.orderplatform.evolution.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.evolution.orders.StandInServices.Mood;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service with stubs of the two services that it calls. The same tests run over one table and over many. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OrderFlow {
    private static final AtomicLong USERS = new AtomicLong(7_000);
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private final StandInServices services = new StandInServices();
    private final List<String> databases;
    private final String url;
    private ConfigurableApplicationContext service;
    private long user;
    private String key;

    /**
     * @param url of the service's database or databases
     * @param databases the databases behind the URL
     */
    OrderFlow(String url, List<String> databases) {
        this.url = url;
        this.databases = databases;
    }

    @BeforeAll
    void start() {
        var postgres = SharedServers.postgres();
        postgres.ensure("order", databases);
        service = new SpringApplicationBuilder(OrdersApplication.class)
                .run(
                        "--server.port=0",
                        "--platform.database.url=" + postgres.url(url),
                        "--platform.database.owner-password=owner",
                        "--platform.database.app-password=app",
                        "--platform.security.user-key=" + Tokens.USER_KEY,
                        "--platform.security.service-key=" + Tokens.SERVICE_KEY,
                        "--platform.services.inventory=" + services.url(),
                        "--platform.services.notification=" + services.url(),
                        "--platform.services.timeout=" + TIMEOUT.toMillis() + "ms",
                        "--platform.unfinished.grace=1s");
    }

    @AfterAll
    void stop() {
        service.close();
        services.close();
    }

    /** Also waits for the circuit breakers, which close after a few successful orders. */
    @BeforeEach
    void everybodyAnswers() {
        user = USERS.incrementAndGet();
        key = "k-" + UUID.randomUUID();
        services.inventory(Mood.ANSWER);
        services.notification(Mood.ANSWER);
        await().until(() -> IntStream.range(0, 4)
                .allMatch(_ -> statusOf(post(1, "probe-" + UUID.randomUUID(), "SKU-00001")) == 201));
    }

    @Test
    void orderIsConfirmedWithinItsRequestAndOnceForItsKey() {
        String orderId = id(post(user, key, "SKU-00001")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED")
                .jsonPath("$.totalMinor")
                .isEqualTo(1999));
        assertThat(status(orderId)).isEqualTo("CONFIRMED");
        assertThat(services.notified(orderId, "OrderConfirmedEvent")).isTrue();
        assertThat(undelivered(orderId)).isFalse();
        String again = id(post(user, key, "SKU-00001")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED"));
        assertThat(again).isEqualTo(orderId);
        assertThat(services.asked(orderId)).isEqualTo(1);
        post(user, key, "SKU-00002").expectStatus().isEqualTo(422);
    }

    @Test
    void oneKeyAtOnceIsOneOrder() throws Exception {
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> requests = IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(
                            _ -> () -> id(post(user, key, "SKU-00001").expectBody()))
                    .toList();
            Set<String> ids = new HashSet<>();
            for (var answer : customers.invokeAll(requests)) {
                ids.add(answer.get());
            }
            assertThat(ids).hasSize(1);
        }
        assertThat(orders(user, "CONFIRMED")).isEqualTo(1);
    }

    @Test
    void orderWithoutStockIsRejectedWithinItsRequest() {
        String orderId = id(post(user, key, "SKU-00002")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("REJECTED"));
        get(orderId).jsonPath("$.rejection.skus[0]").isEqualTo("SKU-00002");
        cancel(orderId).expectStatus().isEqualTo(409);
    }

    @Test
    void whatCanNotBeOrderedIsRefusedAndLeavesNothing() {
        post(user, key, "SKU-NONE").expectStatus().isNotFound();
        post(user, key, "A/B").expectStatus().isBadRequest();
        postBody(user, key, body("SKU-GOLD", 2)).expectStatus().isBadRequest();
        postBody(user, key, body("SKU-00001", 10_001)).expectStatus().isBadRequest();
        assertThat(orders(user)).isZero();
    }

    @Test
    void aCustomersOrdersAreListedNewestFirst() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(n -> id(post(user, key + n, "SKU-00001").expectBody()))
                .toList();
        as(user).get()
                .uri("/api/v1/orders?limit=2")
                .exchange()
                .expectBody()
                .jsonPath("$.items[*].orderId")
                .isEqualTo(List.of(ids.get(2), ids.get(1)))
                .jsonPath("$.nextCursor")
                .isNotEmpty();
        as(user + 1_000_000)
                .get()
                .uri("/api/v1/orders/" + ids.getFirst())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void inventoryThatDiesAfterItReservedIsAskedAgainAtOnce() {
        services.inventory(Mood.DIE_ONCE);
        String orderId =
                id(post(user, key, "SKU-00001").expectStatus().isCreated().expectBody());
        assertThat(services.asked(orderId)).isEqualTo(2);
        assertThat(status(orderId)).isEqualTo("CONFIRMED");
    }

    @Test
    void orderWhoseInventoryStaysAwayIsFinishedByTheSameKeysRetry() {
        services.inventory(Mood.DIE);
        post(user, key, "SKU-00001")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After");
        services.inventory(Mood.ANSWER);
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
        services.inventory(Mood.HANG);
        post(user, key, "SKU-00001").expectStatus().isEqualTo(503);
        assertThat(orders(user, "PENDING")).isEqualTo(1);
        services.inventory(Mood.ANSWER);
        await().until(() -> orders(user, "CONFIRMED") == 1);
    }

    @Test
    void whileInventoryHangsOrdersAreSoonRefusedAtOnceAndLeaveNothing() {
        String answered = id(post(user, key, "SKU-00001").expectBody());
        services.inventory(Mood.HANG);
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 30).forEach(n -> customers.execute(() -> post(1, "hang-" + key + n, "SKU-00001")));
        }
        await().until(() -> {
            long other = USERS.incrementAndGet();
            long begin = System.nanoTime();
            post(other, key, "SKU-00001")
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .exists("Retry-After");
            return orders(other) == 0
                    && Duration.ofNanos(System.nanoTime() - begin).compareTo(TIMEOUT) < 0;
        });
        String again = id(post(user, key, "SKU-00001").expectStatus().isOk().expectBody());
        assertThat(again).isEqualTo(answered);
    }

    @Test
    void anOrderDoesNotFailBecauseItsCustomerCannotBeNotified() {
        services.notification(Mood.HANG);
        String orderId = id(post(user, key, "SKU-00001")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CONFIRMED"));
        assertThat(undelivered(orderId)).isTrue();
        services.notification(Mood.ANSWER);
        await().until(() -> services.notified(orderId, "OrderConfirmedEvent"));
        await().until(() -> !undelivered(orderId));
    }

    @Test
    void cancellationGivesTheStockBackAlsoWhenInventoryIsAwayJustThen() {
        String orderId =
                id(post(user, key, "SKU-00001").expectStatus().isCreated().expectBody());
        services.inventory(Mood.DIE);
        for (int time = 0; time < 2; time++) {
            cancel(orderId)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("CANCELLED");
        }
        assertThat(services.released()).doesNotContain(orderId);
        services.inventory(Mood.ANSWER);
        await().until(() -> services.released().contains(orderId));
        await().until(() -> services.notified(orderId, "OrderCancelledEvent"));
        await().until(() -> !undelivered(orderId));
        get(orderId).jsonPath("$.history[*].status").isEqualTo(List.of("PENDING", "CONFIRMED", "CANCELLED"));
    }

    @Test
    void cancellationGivesTheStockBackAlsoWhileTheCustomerCannotBeNotified() {
        services.notification(Mood.HANG);
        String orderId =
                id(post(user, key, "SKU-00001").expectStatus().isCreated().expectBody());
        cancel(orderId).expectStatus().isOk();
        assertThat(services.released()).contains(orderId);
        assertThat(undelivered(orderId)).isTrue();
        services.notification(Mood.ANSWER);
        await().until(() -> services.notified(orderId, "OrderCancelledEvent"));
        assertThat(services.notified(orderId, "OrderConfirmedEvent")).isTrue();
        await().until(() -> !undelivered(orderId));
    }

    @Test
    void theAppRoleWritesRowsOfTheServiceOnly() {
        databases.forEach(database -> assertThat(SharedServers.postgres().restrictedTables(database, "order_app"))
                .containsExactly("flyway_schema_history []"));
    }

    final WebTestClient.ResponseSpec post(long user, String key, String sku) {
        return postBody(user, key, body(sku, 1));
    }

    private WebTestClient.ResponseSpec postBody(long user, String key, String body) {
        return as(user).post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    private static String body(String sku, int quantity) {
        return "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, quantity);
    }

    private WebTestClient.ResponseSpec cancel(String orderId) {
        return as(user).post().uri("/api/v1/orders/" + orderId + "/cancel").exchange();
    }

    private WebTestClient.BodyContentSpec get(String orderId) {
        return as(user).get()
                .uri("/api/v1/orders/" + orderId)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private WebTestClient as(long user) {
        return ServiceClient.of("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port"))
                .mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .build();
    }

    private static int statusOf(WebTestClient.ResponseSpec answer) {
        return answer.expectBody().returnResult().getStatus().value();
    }

    private static String id(WebTestClient.BodyContentSpec body) {
        String[] id = {""};
        body.jsonPath("$.orderId").value(String.class, value -> id[0] = value);
        return id[0];
    }

    private String status(String orderId) {
        String[] status = {""};
        get(orderId).jsonPath("$.status").value(String.class, value -> status[0] = value);
        return status[0];
    }

    private long orders(long user) {
        return sql().sql("SELECT count(*) FROM t_order WHERE user_id = ?")
                .param(user)
                .query(Long.class)
                .single();
    }

    private long orders(long user, String status) {
        return sql().sql("SELECT count(*) FROM t_order WHERE user_id = ? AND status = ?")
                .params(user, status)
                .query(Long.class)
                .single();
    }

    private boolean undelivered(String orderId) {
        return 0
                < sql().sql("SELECT count(*) FROM t_order WHERE order_id = ? AND delivered < version")
                        .param(Long.parseLong(orderId))
                        .query(Long.class)
                        .single();
    }

    final JdbcClient sql() {
        return service.getBean(JdbcClient.class);
    }
}
