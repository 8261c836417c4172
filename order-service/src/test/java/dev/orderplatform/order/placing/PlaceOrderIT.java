package dev.orderplatform.order.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@Order(2)
class PlaceOrderIT {
    private static final String BODY = "{\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":2}]}";
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared();
    }

    @Test
    void orderIsAcceptedWithItsCataloguePriceWhileInventoryIsDown() {
        post(42, "k-" + UUID.randomUUID(), BODY)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches("Location", "/api/v1/orders/[0-9]+")
                .expectBody()
                .jsonPath("$.orderId")
                .value(id -> assertThat(id).asString().matches("[0-9]+"))
                .jsonPath("$.status")
                .isEqualTo("PENDING")
                .jsonPath("$.region")
                .isEqualTo("east")
                .jsonPath("$.totalMinor")
                .isEqualTo(3998)
                .jsonPath("$.currency")
                .isEqualTo("CNY")
                .jsonPath("$.createdAt")
                .exists();
    }

    @Test
    void sameKeyAndBodyGetTheStoredAnswerAgain() {
        String first = text(post(43, "again", BODY).expectStatus().isCreated());
        String spelledOtherwise = "{\"durability\":\"REGION\", \"lines\":[{\"quantity\":2,\"sku\":\"SKU-00001\"}]}";
        assertThat(text(post(43, "again", BODY).expectStatus().isOk())).isEqualTo(first);
        assertThat(text(post(43, "again", spelledOtherwise).expectStatus().isOk()))
                .isEqualTo(first);
    }

    @Test
    void unacceptableAnswerIsRefusedAndLeavesTheKeyFree() {
        service.as(406)
                .post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", "not-accepted")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_XML)
                .bodyValue(BODY)
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        service.as(406)
                .get()
                .uri("/api/v1/orders")
                .exchange()
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
        post(406, "not-accepted", BODY).expectStatus().isCreated();
    }

    @Test
    void namesOfTheSchemasAreAsPublished() {
        service.anonymous()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.components.schemas.keys()")
                .value(names -> assertThat(names)
                        .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                        .containsExactlyInAnyOrder(
                                "FieldError",
                                "Order",
                                "OrderLine",
                                "OrderPage",
                                "OrderRequest",
                                "OrderRequestLine",
                                "OrderStatusChange",
                                "Parcel",
                                "ParcelLine",
                                "PlacedOrder",
                                "Problem",
                                "Rejection",
                                "Shipments"))
                .jsonPath(
                        "$.paths.['/api/v1/orders/{orderId}/stream'].get.responses.200.content.*.schema.oneOf[*].$ref")
                .value(refs -> assertThat(refs)
                        .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                        .containsExactlyInAnyOrder("#/components/schemas/Order", "#/components/schemas/Parcel"));
    }

    @Test
    void sameKeyWithOtherBodyIsRefused() {
        post(44, "taken", BODY).expectStatus().isCreated();
        post(44, "taken", BODY.replace("2", "3"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void sameKeyOfAnotherUserIsAnotherKey() {
        String id = service.place(45, "mine");
        assertThat(service.place(46, "mine")).isNotEqualTo(id);
    }

    @Test
    void fiftyRequestsAtOnceWithOneKeyMakeOneOrder() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> requests = IntStream.range(0, 50)
                    .<Callable<Integer>>mapToObj(_ -> () -> status(post(47, "at-once", BODY)))
                    .toList();
            int created = 0;
            for (Future<Integer> answer : threads.invokeAll(requests)) {
                assertThat(answer.get()).isIn(200, 201, 409);
                created += answer.get() == 201 ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        }
        assertThat(ordersOf(47)).isEqualTo(1);
    }

    @Test
    void manyUsersAtOnceAllGetOrdersOfTheirOwn() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> requests = IntStream.range(0, 300)
                    .<Callable<String>>mapToObj(n -> () -> service.place(10_000 + n % 100, "bulk-" + n))
                    .toList();
            Set<String> ids = new HashSet<>();
            for (Future<String> id : threads.invokeAll(requests)) {
                ids.add(id.get());
            }
            assertThat(ids).hasSize(300);
        }
        assertThat(IntStream.range(0, 100).mapToLong(n -> ordersOf(10_000 + n)).sum())
                .isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 |                   | {",
                "400 | lines             | {}",
                "400 | lines             | {\"lines\":[]}",
                "400 | lines             | {\"lines\":null}",
                "400 | lines[0]          | {\"lines\":[null]}",
                "400 | lines[0].sku      | {\"lines\":[{\"quantity\":1}]}",
                "400 | lines[0].quantity | {\"lines\":[{\"sku\":\"SKU-00001\"}]}",
                "400 | lines[0].quantity | {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":0}]}",
                "400 | lines[0].quantity | {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":-1}]}",
                "400 | lines[0].quantity | {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":10001}]}",
                "400 | lines[0].quantity | {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":99999999999}]}",
                "400 | lines[0].quantity | {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":\"1\"}]}",
                "400 | lines[0].quantity | {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1.5}]}",
                "400 | lines[0].price    | {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1,\"price\":1}]}",
                "400 | lines[1].sku      |"
                    + " {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1},{\"sku\":\"SKU-00001\",\"quantity\":1}]}",
                "400 | lines[0].sku      | {\"lines\":[{\"sku\":\"A/B\",\"quantity\":1}]}",
                "400 | durability        |"
                        + " {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1}],\"durability\":\"EVERYWHERE\"}",
                "400 | lines             | {\"lines\":[{\"sku\":\"SKU-GOLD\",\"quantity\":2}]}",
                "400 | lines             |"
                        + " {\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1},{\"sku\":\"SKU-EURO\",\"quantity\":1}]}",
                "404 | lines[0].sku      | {\"lines\":[{\"sku\":\"NO-SUCH\",\"quantity\":1}]}",
            })
    void badBodyIsRefusedByFieldAndLeavesTheKeyFree(int status, String field, String body) {
        String key = "bad-" + UUID.randomUUID();
        WebTestClient.BodyContentSpec answer = post(48, key, body)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
        if (field != null) {
            answer.jsonPath("$.errors[0].field").isEqualTo(field);
        }
        post(48, key, BODY).expectStatus().isCreated();
    }

    @Test
    void moreThanAHundredLinesAreRefused() {
        String lines = String.join(
                ",",
                IntStream.range(0, 101)
                        .mapToObj(n -> "{\"sku\":\"S" + n + "\",\"quantity\":1}")
                        .toList());
        post(48, "many", "{\"lines\":[" + lines + "]}").expectStatus().isBadRequest();
    }

    @Test
    void keyMustBeThereAndPrintable() {
        service.as(48)
                .post()
                .uri("/api/v1/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(BODY)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("Idempotency-Key");
        post(48, "k".repeat(129), BODY).expectStatus().isBadRequest();
        post(48, "k".repeat(128), BODY).expectStatus().isCreated();
    }

    @Test
    void wrongContentTypeIs415AndNoTokenIs401() {
        service.as(48)
                .post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", "k")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(BODY)
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        service.anonymous()
                .post()
                .uri("/api/v1/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(BODY)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void multiRegionIsRefusedRatherThanWeakened() {
        post(48, "multi", "{\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":2}],\"durability\":\"MULTI_REGION\"}")
                .expectStatus()
                .isEqualTo(HttpStatusCode.valueOf(503))
                .expectHeader()
                .exists("Retry-After");
    }

    private static WebTestClient.ResponseSpec post(long user, String key, String body) {
        return service.as(user)
                .post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static String text(WebTestClient.ResponseSpec answer) {
        return String.valueOf(answer.expectBody(String.class).returnResult().getResponseBody());
    }

    private static int status(WebTestClient.ResponseSpec answer) {
        return answer.returnResult(String.class).getStatus().value();
    }

    private static long ordersOf(long user) {
        var table = Shards.tableOfUser(user);
        return service.count(
                table.database(), "SELECT count(*) FROM t_order_" + table.index() + " WHERE user_id = " + user);
    }
}
