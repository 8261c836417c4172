package dev.orderplatform.recommendation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.tools.internal.InternalApi;
import dev.orderplatform.tools.rebuild.RebuildCommand;
import dev.orderplatform.web.Tokens;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import picocli.CommandLine;

/** Each test has SKUs of its own. */
class RecommendationServiceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ORDERS = 6;
    private static final List<String> BEST_SELLERS = List.of("BEST-1", "BEST-2", "BEST-3");

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        List<String> catalogue = Stream.concat(
                        BEST_SELLERS.stream(),
                        IntStream.rangeClosed(1, 12).boxed().flatMap(n -> Stream.of("A-" + n, "B-" + n)))
                .toList();
        service = RunningService.start("recommendations", catalogue);
        List<TestOrder> orders = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            orders.add(TestOrder.of(
                    BEST_SELLERS.subList(0, n < 30 ? 1 : n < 36 ? 2 : 3).toArray(String[]::new)));
        }
        service.send(orders.stream().map(TestOrder::paid).toList());
        await().atMost(TIMEOUT).until(() -> counted(orders) == orders.size());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Orders of A-n with B-n. */
    private static List<TestOrder> boughtTogether(int n) {
        List<TestOrder> orders = IntStream.range(0, ORDERS)
                .mapToObj(_ -> TestOrder.of("A-" + n, "B-" + n))
                .toList();
        service.send(orders.stream().map(TestOrder::paid).toList());
        await().atMost(TIMEOUT).until(() -> counted(orders) == ORDERS);
        return orders;
    }

    private static int counted(List<TestOrder> orders) {
        return service.sql()
                .sql("SELECT count(*) FROM t_basket WHERE status = 'COUNTED' AND order_id IN (:ids)")
                .param("ids", orders.stream().map(TestOrder::id).toList())
                .query(Integer.class)
                .single();
    }

    private static JsonNode items(long user, String query) {
        JsonNode body = service.get(user, query)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(body.properties()).extracting(Map.Entry::getKey).containsExactly("items");
        return body.path("items");
    }

    private static List<String> skus(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("sku").asText())
                .toList();
    }

    @Test
    void appRoleWritesRowsOnly() {
        assertThat(SharedServers.postgres().restrictedTables("recommendations", "recommendation_app"))
                .containsExactly("flyway_schema_history []");
    }

    @Test
    void whatIsBoughtTogetherComesFirstThenBestSellers() {
        boughtTogether(1);
        JsonNode items = items(1, "?sku=A-1&limit=3");
        assertThat(skus(items)).containsExactly("B-1", "BEST-1", "BEST-2");
        assertThat(items.path(0).path("score").asDouble()).isGreaterThan(6.6);
        assertThat(items.path(0).path("name").asText()).isEqualTo("Name of B-1");
        assertThat(items.path(0).path("priceMinor").asLong()).isEqualTo(1999);
        assertThat(items.path(0).path("currency").asText()).isEqualTo("CNY");
        assertThat(items.path(1).path("score").asDouble()).isZero();
    }

    @Test
    void userGetsWhatIsBoughtTogetherWithTheUsersOwnOrders() {
        List<TestOrder> orders = boughtTogether(2);
        TestOrder own = TestOrder.of("A-2");
        service.send(List.of(own.paid()));
        await().atMost(TIMEOUT).until(() -> counted(List.of(own)) == 1);
        assertThat(skus(items(own.user(), "")).getFirst()).isEqualTo("B-2");
        assertThat(skus(items(own.user(), ""))).doesNotContain("A-2");
        // This one has both already.
        assertThat(skus(items(orders.getFirst().user(), "")))
                .doesNotContain("A-2", "B-2")
                .contains("BEST-1");
    }

    @Test
    void userWithoutOrdersGetsBestSellers() {
        assertThat(skus(items(4711, "?limit=2"))).startsWith("BEST-1");
    }

    @Test
    void refundTakesTheBasketBack() {
        List<TestOrder> orders = boughtTogether(3);
        assertThat(skus(items(1, "?sku=A-3&limit=1"))).containsExactly("B-3");
        service.send(orders.stream().map(TestOrder::refundRequested).toList());
        await().atMost(TIMEOUT).until(() -> counted(orders) == 0);
        service.send(orders.stream().map(TestOrder::paid).toList()); // redelivered
        await().atMost(TIMEOUT).until(() -> !skus(items(1, "?sku=A-3")).contains("B-3"));
        assertThat(service.sql()
                        .sql("SELECT count(*) FROM t_pair JOIN t_sku ON sku_no IN (low, high) WHERE sku = 'A-3'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void skuWithoutStockInAnyRegionIsLeftOut() {
        boughtTogether(4);
        service.inventory.stock("east", "B-4", 0);
        assertThat(skus(items(1, "?sku=A-4&limit=1"))).containsExactly("B-4"); // west has units
        service.inventory.stock("west", "B-4", 0);
        await().atMost(TIMEOUT).until(() -> !skus(items(1, "?sku=A-4")).contains("B-4"));
    }

    @Test
    void skuWhoseUnitsAreInTransitIsNotOutOfStock() {
        boughtTogether(11);
        service.inventory.stock("east", "B-11", 0);
        service.inventory.stock("west", "B-11", 0);
        service.inventory.inTransit("B-11", 1);
        assertThat(skus(items(1, "?sku=A-11&limit=1"))).containsExactly("B-11");
        service.inventory.inTransit("B-11", 0);
        await().atMost(TIMEOUT).until(() -> !skus(items(1, "?sku=A-11")).contains("B-11"));
    }

    @Test
    void everythingIsServedWhileTheStockIsUnknown() {
        boughtTogether(5);
        service.inventory.stock("east", "B-5", 0);
        service.inventory.stock("west", "B-5", 0);
        service.inventory.down("west", true);
        assertThat(skus(items(1, "?sku=A-5&limit=1"))).containsExactly("B-5");
        service.inventory.down("west", false);
        service.inventory.hang("east", true);
        assertThat(skus(items(1, "?sku=A-5&limit=1"))).containsExactly("B-5");
        service.inventory.hang("east", false);
        await().atMost(TIMEOUT).until(() -> !skus(items(1, "?sku=A-5")).contains("B-5"));
    }

    @Test
    void skuThatIsNoLongerInTheCatalogueIsLeftOut() {
        List<TestOrder> orders = IntStream.range(0, ORDERS)
                .mapToObj(_ -> TestOrder.of("A-6", "DISCONTINUED"))
                .toList();
        service.send(orders.stream().map(TestOrder::paid).toList());
        await().atMost(TIMEOUT).until(() -> counted(orders) == ORDERS);
        assertThat(skus(items(1, "?sku=A-6"))).isNotEmpty().doesNotContain("DISCONTINUED");
        service.get(1, "?sku=DISCONTINUED").expectStatus().isNotFound();
    }

    @Test
    void rebuildCommandFollowsTheRebuildToItsEnd() {
        boughtTogether(7);
        StringWriter out = new StringWriter();
        InternalApi api = new InternalApi("recommendation-service", service.url(), Tokens.SERVICE_KEY);
        int status = new CommandLine(new RebuildCommand(() -> api))
                .setOut(new PrintWriter(out))
                .execute("recommendations");
        assertThat(status).isZero();
        assertThat(out.toString())
                .containsPattern("[0-9]+ of [0-9]+ baskets counted")
                .contains("done: ");
        assertThat(skus(items(1, "?sku=A-7&limit=1"))).containsExactly("B-7");
    }

    @Test
    void rebuildIsForServicesOnly() {
        service.client()
                .post()
                .uri("/internal/rebuild")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        service.client()
                .post()
                .uri("/internal/rebuild")
                .headers(headers -> headers.setBearerAuth(Tokens.user(1, "orders")))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sku=SKU-99999", "?sku=", "?sku=a/b", "?sku=A-1&sku=B-1", "?sku=%00", "?sku=A-1%20"})
    void unknownSkuIsNotFound(String query) {
        service.get(1, query)
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is no such SKU.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "x", "1.5", "", "99999999999"})
    void limitOutOfRangeIsRejected(String limit) {
        service.get(1, "?sku=A-1&limit=" + limit)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("limit");
    }

    @Test
    void requestNeedsAValidTokenOfACustomer() {
        service.client()
                .get()
                .uri(RunningService.PATH)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        service.get(Tokens.forged(1), "").expectStatus().isUnauthorized();
        service.get(Tokens.expired(1), "").expectStatus().isUnauthorized();
        service.get(Tokens.user(1, "operator"), "").expectStatus().isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void eventsWithoutABasketLeaveNoRow() {
        TestOrder order = TestOrder.of("A-8", "B-8");
        service.send(List.of(order.confirmed(), order.paid()));
        await().atMost(TIMEOUT).until(() -> counted(List.of(order)) == 1);
        assertThat(service.sql()
                        .sql("SELECT event_id FROM t_inbox WHERE event_id LIKE ?")
                        .param("order-" + order.id() + "-%")
                        .query(String.class)
                        .list())
                .containsExactly(order.paid().id().toString());
    }

    @Test
    void unknownTypeWaitsForAVersionThatKnowsIt() {
        TestOrder order = TestOrder.of("A-9");
        ProducerRecord<String, byte[]> unknown =
                EventRecords.write(EventStreams.ORDER, EventMessage.of(order.confirmed(), Optional.empty()));
        unknown.headers().remove(EventHeaders.TYPE).add(EventHeaders.TYPE, "OrderTeleportedEvent".getBytes(UTF_8));
        service.send(unknown);
        await().atMost(TIMEOUT)
                .until(() -> service.sql()
                        .sql("SELECT event_id FROM t_unknown_event WHERE partition_key = ?")
                        .param(Long.toString(order.id()))
                        .query(String.class)
                        .list()
                        .contains(order.confirmed().id().toString()));
    }

    @Test
    void inboxRowsAreDeletedAfterTheirRetention() {
        TestOrder order = TestOrder.of("A-10");
        service.send(List.of(order.paid()));
        await().atMost(TIMEOUT).until(() -> counted(List.of(order)) == 1);
        service.sql()
                .sql("UPDATE t_inbox SET received_at = now() - interval '31 days' WHERE event_id = ?")
                .param(order.paid().id().toString())
                .update();
        assertThat(service.bean(Retention.class).clean()).isEqualTo(1);
    }

    @Test
    void interfaceIsDescribed() {
        service.client()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.paths.['/api/v1/recommendations'].get.responses.['200']")
                .exists()
                .jsonPath("$.paths.['/internal/rebuild']")
                .doesNotExist()
                .jsonPath("$.components.schemas.Recommendation.properties.score")
                .exists();
    }

    @Test
    void serviceIsReady() {
        service.client()
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
