package dev.orderplatform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The interface for customers. The provider is down, so that payments stay as they are. */
class PaymentServiceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.withoutProcess("payments");
        service.startHere();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void answerAgain() {
        service.orders.hang(false);
    }

    @Test
    void appRoleWritesRowsOnly() {
        assertThat(SharedServers.postgres().restrictedTables("payments", "payment_app"))
                .containsExactly("flyway_schema_history []");
    }

    @Test
    void paymentIsStoredWithoutWaitingForTheProvider() {
        TestOrder order = service.confirmedOrder();
        service.pay(order, "k")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Location", "/api/v1/payments/" + order.payment(1))
                .expectBody()
                .json("""
                    {"paymentId":"%s","orderId":"%d","status":"PENDING","amountMinor":3998,"currency":"CNY"}\
                    """.formatted(order.payment(1), order.id()), JsonCompareMode.STRICT);
        service.get(order, order.payment(1))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("PENDING");
        assertThat(service.unresolved(order)).containsExactly("intent is not registered");
    }

    @Test
    void repeatGetsTheStoredPayment() {
        TestOrder order = service.orderWithPayment();
        // The order is not CONFIRMED any more and order-service is not asked: the key is looked up first.
        service.orders.put(order, "PAID");
        int asked = service.orders.requests();
        service.pay(order, "key")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paymentId")
                .isEqualTo(order.payment(1));
        assertThat(service.orders.requests()).isEqualTo(asked);
    }

    @Test
    void keyOfAnotherOrdersPaymentIsRefused() {
        TestOrder order = service.orderWithPayment();
        TestOrder other = TestOrder.of(order.user());
        service.orders.put(other, "CONFIRMED");
        service.pay(order.user(), "key", "{\"orderId\":\"" + (order.id() + 1) + "\"}")
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("Idempotency-Key");
        assertThat(service.published(order)).isEmpty();
    }

    @Test
    void keyIsFreeForOtherUsers() {
        service.orderWithPayment();
        service.orderWithPayment();
    }

    @Test
    void secondPaymentIsRefusedWhileTheFirstIsOpen() {
        TestOrder order = service.orderWithPayment();
        service.pay(order, "other")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody()
                .jsonPath("$.paymentId")
                .isEqualTo(order.payment(1))
                .jsonPath("$.state")
                .isEqualTo("PENDING");
        service.call(Webhook.declined(order.payment(1))).expectStatus().isNoContent();
        // The refused request has not used its key up.
        service.pay(order, "other")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.paymentId")
                .isEqualTo(order.payment(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "REJECTED", "CANCELLED", "PAID", "SHIPPED", "DELIVERED", "REFUNDED"})
    void onlyConfirmedOrdersArePaid(String status) {
        TestOrder order = TestOrder.ofNewUser();
        service.orders.put(order, status);
        service.pay(order, "k")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo(status);
        service.orders.put(order, "CONFIRMED");
        service.pay(order, "k").expectStatus().isCreated();
    }

    @Test
    void concurrentRequestsStartOnePayment() {
        TestOrder order = service.confirmedOrder();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 20)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> statusOf(service.pay(order, "key-" + n % 4))))
                .toList();
        List<Integer> statuses = answers.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).containsOnly(200, 201, 409).containsOnlyOnce(201);
        assertThat(service.sql()
                        .sql("SELECT count(*) FROM t_payment WHERE order_id = ?")
                        .param(order.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void requestWithAKeyInProgressIsRefused() {
        TestOrder order = service.confirmedOrder();
        service.orders.hang(true);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> statusOf(service.pay(order, "k")));
        int asked = service.orders.requests();
        await().atMost(TIMEOUT).until(() -> service.orders.requests() > asked || first.isDone());
        if (!first.isDone()) {
            assertThat(statusOf(service.pay(order, "k"))).isIn(409, 503);
        }
        assertThat(first.join()).isEqualTo(503);
    }

    private static int statusOf(ResponseSpec response) {
        return response.returnResult(String.class).getStatus().value();
    }

    @Test
    void ordersOfOthersAndUnknownOrdersGetTheSameAnswer() {
        TestOrder order = service.confirmedOrder();
        long stranger = TestOrder.ofNewUser().user();
        for (String id : List.of(Long.toString(order.id()), "1", "x", "0", "-1", "9223372036854775808", "")) {
            service.pay(stranger, "k", "{\"orderId\":\"" + id + "\"}")
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo("There is no such order.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"orderId\":null}", "{\"orderId\":7}", "{\"orderId\":\"7\",\"more\":1}", "[]", ""})
    void badBodyIsRefused(String body) {
        service.pay(1, "k", body).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ü"})
    void badKeyIsRefused(String key) {
        service.pay(1, key, "{\"orderId\":\"7\"}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void hangingOrderServiceIsNotAskedForLong() {
        TestOrder order = service.confirmedOrder();
        service.orders.hang(true);
        service.pay(order, "k")
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectHeader()
                .exists("Retry-After");
        // After some failures the breaker is open, and requests are refused without asking.
        await().atMost(TIMEOUT).until(() -> {
            int asked = service.orders.requests();
            service.pay(order, "k").expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            return service.orders.requests() == asked;
        });
        service.orders.hang(false);
        await().atMost(TIMEOUT).until(() -> statusOf(service.pay(order, "k")) == 201);
    }

    @Test
    void paymentsOfOthersAndUnknownPaymentsGetTheSameAnswer() {
        TestOrder order = service.orderWithPayment();
        String stranger = Tokens.user(TestOrder.ofNewUser().user(), "orders");
        expectNoPayment(service.get(stranger, order.payment(1)));
        for (String id :
                List.of(order.payment(2), order.payment(0), "x", "1-1", "9223372036854775808-1", order.id() + "")) {
            expectNoPayment(service.get(order, id));
        }
    }

    private static void expectNoPayment(ResponseSpec response) {
        response.expectStatus().isNotFound().expectBody().jsonPath("$.detail").isEqualTo("There is no such payment.");
    }

    @Test
    void requestNeedsAValidTokenOfACustomer() {
        TestOrder order = service.orderWithPayment();
        service.client()
                .get()
                .uri("/api/v1/payments/{id}", order.payment(1))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        service.get(Tokens.forged(order.user()), order.payment(1))
                .expectStatus()
                .isUnauthorized();
        service.get(Tokens.user(order.user(), "operator"), order.payment(1))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void onlyTheOwnerOfASlotServesIt() {
        TestOrder order = service.orderWithPayment();
        service.moveSlot(order, "west", 2);
        await().atMost(TIMEOUT).until(() -> statusOf(service.get(order, order.payment(1))) == 421);
        service.pay(order, "key")
                .expectStatus()
                .isEqualTo(421)
                .expectHeader()
                .valueEquals("Slot-Owner", "west")
                .expectBody()
                .jsonPath("$.epoch")
                .isEqualTo(2);
        service.call(Webhook.captured(order.payment(1))).expectStatus().isEqualTo(421);
        assertThat(service.status(order.payment(1))).isEqualTo("PENDING");
        service.moveSlot(order, "east", 3);
        await().atMost(TIMEOUT).until(() -> statusOf(service.get(order, order.payment(1))) == 200);
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        assertThat(service.sql()
                        .sql("SELECT epoch FROM t_payment WHERE payment_id = ?")
                        .param(order.payment(1))
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void keysAndCallbacksAreDeletedAfterTheirRetention() {
        TestOrder order = service.orderWithPayment();
        service.call(Webhook.captured(order.payment(1))).expectStatus().isNoContent();
        service.sql()
                .sql("UPDATE t_payment_key SET created_at = now() - interval '32 days' WHERE order_id = ?")
                .param(order.id())
                .update();
        service.sql()
                .sql("UPDATE t_callback SET received_at = now() - interval '32 days' WHERE order_id = ?")
                .param(order.id())
                .update();
        assertThat(service.clean()).isEqualTo(2);
        assertThat(service.callbacks(order)).isEmpty();
        service.orders.put(order, "CONFIRMED");
        service.pay(order, "key").expectStatus().isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    void interfaceIsDescribed() {
        service.client()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.paths.['/api/v1/payments'].post.responses.['201','200'].content.*.schema.['$ref']")
                .isEqualTo(List.of("#/components/schemas/Payment", "#/components/schemas/Payment"))
                .jsonPath("$.paths.['/api/v1/payments'].post.parameters[*].name")
                .isEqualTo("Idempotency-Key")
                .jsonPath("$.paths.['/api/v1/payments/callback'].post.parameters[*].name")
                .isEqualTo(List.of("webhook-id", "webhook-timestamp", "webhook-signature"))
                .jsonPath("$.paths.['/api/v1/payments/callback'].post.security")
                .isEmpty()
                .jsonPath("$.paths.['/api/v1/payments/{paymentId}'].get.responses.['200']")
                .exists()
                .jsonPath("$.paths.['/api/v1/payments/callback'].post.requestBody")
                .exists()
                .jsonPath("$.components.schemas.PaymentCallback.properties.refundId")
                .exists()
                .jsonPath("$.components.schemas.Payment.properties.status")
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
