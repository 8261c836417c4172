package dev.orderplatform.loyalty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class LoyaltyServiceIT {
    private static final String PATH = "/api/v1/points";

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("loyalty");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void appRoleCannotChangeTheLedger() {
        assertThat(SharedServers.postgres().restrictedTables("loyalty", "loyalty_app"))
                .containsExactly(
                        "flyway_schema_history []",
                        "t_account [INSERT SELECT UPDATE]",
                        "t_entry [INSERT SELECT]",
                        "t_order_points [INSERT SELECT UPDATE]",
                        "t_transfer [INSERT SELECT]");
    }

    @Test
    void paidOrderIsPendingAndPostedWhenDelivered() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid());
        get(order.user(), "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.balance")
                .isEqualTo(0)
                .jsonPath("$.pending")
                .isEqualTo(39);
        service.apply(order.delivered());
        get(order.user(), "")
                .expectBody()
                .json("""
                    {"balance":39,"pending":0,"nextCursor":null,"items":[
                      {"transferId":"order-%1$d-1-5-POSTED","points":39,"kind":"POSTED","orderId":"%1$d","balanceAfter":39},
                      {"transferId":"order-%1$d-1-3-PENDING","points":39,"kind":"PENDING","orderId":"%1$d","balanceAfter":0}]}
                    """.formatted(order.id()))
                .jsonPath("$.items[0].at")
                .value(String.class, at -> assertThat(at).matches("20.+T.+Z"));
    }

    @Test
    void voidedPointsAreNegative() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid(), order.refundRequested());
        get(order.user(), "").expectBody().json("""
            {"balance":0,"pending":0,"items":[
              {"points":-39,"kind":"VOIDED","balanceAfter":0}, {"points":39,"kind":"PENDING","balanceAfter":0}]}
            """);
    }

    @Test
    void userWithoutPointsHasAnEmptyList() {
        get(TestOrder.ofNewUser().user(), "")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("{\"balance\":0,\"pending\":0,\"items\":[],\"nextCursor\":null}");
    }

    @Test
    void eventsTwiceHaveOneEffect() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid(), order.paid(), order.delivered(), order.paid(), order.delivered());
        TestOrder last = TestOrder.of(order.user());
        service.apply(order.delivered(), last.paid());
        assertThat(service.transfers(order)).containsExactly("PENDING 39", "POSTED 39");
        assertThat(service.balance(order, "POSTED")).isEqualTo(39);
        assertThat(service.balance(order, "PENDING")).isEqualTo(39);
    }

    @Test
    void eventsRedeliveredAfterInboxRetentionHaveNoSecondEffect() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid(), order.delivered());
        service.sql().sql("DELETE FROM t_inbox").update();
        service.apply(order.paid(), order.delivered());
        assertThat(service.transfers(order)).containsExactly("PENDING 39", "POSTED 39");
    }

    @Test
    void deliveryBeforePaymentEndsTheSame() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.delivered());
        assertThat(service.transfers(order)).isEmpty();
        service.apply(order.paid());
        assertThat(service.transfers(order)).containsExactly("PENDING 39", "POSTED 39");
    }

    @Test
    void refundBeforePaymentEndsTheSame() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.refundRequested());
        service.apply(order.paid());
        assertThat(service.transfers(order)).containsExactly("PENDING 39", "VOIDED -39");
    }

    @Test
    void latePaymentVoidsNothing() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.refundRequested(1, 4, OrderRefundRequestedEvent.LATE_PAYMENT));
        assertThat(service.transfers(order)).isEmpty();
    }

    @Test
    void laterEpochCorrectsPostedPoints() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid(), order.delivered(), order.refundRequested(2, 4));
        assertThat(service.transfers(order)).containsExactly("PENDING 39", "POSTED 39", "REVERSED -39");
        assertThat(service.balance(order, "POSTED")).isZero();
    }

    @Test
    void orderOfLessThanAPointHasNoTransfers() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid(1, 3, 99), order.delivered());
        assertThat(service.transfers(order)).isEmpty();
    }

    @Test
    void postedPointsExpire() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid(), order.delivered());
        assertThat(service.sql()
                        .sql("SELECT expires_at > now() + interval '364 days' AND expires_at < now() + interval"
                                + " '366 days' FROM t_order_points WHERE order_id = ?")
                        .param(order.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        service.sql()
                .sql("UPDATE t_order_points SET expires_at = now() WHERE order_id = ?")
                .param(order.id())
                .update();
        await().atMost(RunningService.TIMEOUT)
                .untilAsserted(() ->
                        assertThat(service.transfers(order)).containsExactly("PENDING 39", "POSTED 39", "EXPIRED -39"));
        assertThat(service.balance(order, "POSTED")).isZero();
    }

    @Test
    void cursorsLeadThroughAllTransfers() {
        long user = TestOrder.ofNewUser().user();
        List<OrderEvent> events = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            events.add(TestOrder.of(user).paid());
        }
        service.apply(events.toArray(OrderEvent[]::new));
        List<String> listed = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page =
                    page(user, "?limit=2" + cursor.map(at -> "&cursor=" + at).orElse(""));
            page.get("items").forEach(item -> listed.add(item.get("orderId").asText()));
            assertThat(page.get("pending").asLong()).isEqualTo(5 * TestOrder.POINTS);
            cursor = Optional.ofNullable(page.get("nextCursor").textValue());
        } while (cursor.isPresent());
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(events.stream()
                        .map(event -> Long.toString(event.orderId()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?cursor=x", "?cursor="})
    void unreadableLimitOrCursorIsABadRequest(String query) {
        get(1, query).expectStatus().isBadRequest().expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void requestNeedsAValidTokenOfACustomer() {
        service.client().get().uri(PATH).exchange().expectStatus().isUnauthorized();
        get(Tokens.forged(1), "").expectStatus().isUnauthorized();
        get(Tokens.expired(1), "").expectStatus().isUnauthorized();
        get(Tokens.user(1, "operator"), "").expectStatus().isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void unknownTypeWaitsForAVersionThatKnowsItAndDelaysNothing() {
        TestOrder order = TestOrder.ofNewUser();
        ProducerRecord<String, byte[]> unknown =
                EventRecords.write(EventStreams.ORDER, EventMessage.of(order.confirmed(), Optional.empty()));
        unknown.headers().remove(EventHeaders.TYPE).add(EventHeaders.TYPE, "OrderTeleportedEvent".getBytes(UTF_8));
        service.send(unknown);
        service.apply(order.paid());
        await().atMost(RunningService.TIMEOUT)
                .until(() -> service.sql()
                        .sql("SELECT event_id FROM t_unknown_event WHERE partition_key = ?")
                        .param(Long.toString(order.id()))
                        .query(String.class)
                        .list()
                        .equals(List.of(order.confirmed().id().toString())));
        assertThat(service.transfers(order)).containsExactly("PENDING 39");
    }

    @Test
    void inboxRowsAreDeletedAfterTheirRetention() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid());
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
                .jsonPath("$.paths.['/api/v1/points'].get.responses.['200']")
                .exists()
                .jsonPath("$.components.schemas.PointsTransfer.properties.balanceAfter")
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

    private static JsonNode page(long user, String query) {
        return Optional.ofNullable(get(user, query)
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .orElseThrow();
    }

    private static WebTestClient.ResponseSpec get(long user, String query) {
        return get(Tokens.user(user, "orders"), query);
    }

    private static WebTestClient.ResponseSpec get(String token, String query) {
        return service.client()
                .get()
                .uri(PATH + query)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }
}
