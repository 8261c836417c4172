package dev.orderplatform.loyalty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.Tokens;
import java.time.Duration;
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
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String PATH = "/api/v1/loyalty/";

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("following");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void appRoleWritesRowsOnly() {
        assertThat(SharedServers.postgres().restrictedTables("following", "loyalty_app"))
                .containsExactly("flyway_schema_history []");
    }

    @Test
    void confirmedOrderIsRegisteredAndPublishedOnce() {
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.confirmed(), order.confirmed());
        awaitPublished(order, registered(order));
        // Each event of the order is applied before the cancellation that follows, so a second effect would show.
        service.send(order.confirmed(), order.cancelled());
        awaitPublished(order, registered(order), withdrawn(order));
        get(order.user(), order.id())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.orderId")
                .isEqualTo(Long.toString(order.id()))
                .jsonPath("$.status")
                .isEqualTo("WITHDRAWN")
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.changedAt")
                .value(String.class, at -> assertThat(at).matches("20.+T.+Z"));
    }

    @Test
    void eventRedeliveredAfterInboxRetentionHasNoSecondEffect() {
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.confirmed());
        awaitPublished(order, registered(order));
        service.sql().sql("DELETE FROM t_inbox").update();
        service.send(order.confirmed(), order.cancelled());
        awaitPublished(order, registered(order), withdrawn(order));
    }

    @Test
    void publishedEventsLeaveTheOutbox() {
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.confirmed());
        awaitPublished(order, registered(order));
        await().atMost(TIMEOUT)
                .until(() -> service.sql()
                        .sql("SELECT event_id FROM t_outbox WHERE partition_key = ?")
                        .param(Long.toString(order.id()))
                        .query(String.class)
                        .list()
                        .isEmpty());
    }

    @Test
    void unknownTypeWaitsForAVersionThatKnowsIt() {
        TestOrder order = TestOrder.ofNewUser();
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
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.confirmed());
        awaitPublished(order, registered(order));
        service.sql()
                .sql("UPDATE t_inbox SET received_at = now() - interval '31 days' WHERE event_id = ?")
                .param(order.confirmed().id().toString())
                .update();
        assertThat(service.bean(Retention.class).clean()).isEqualTo(1);
    }

    @Test
    void otherUsersAndUnknownOrdersGetTheSameAnswer() {
        TestOrder order = TestOrder.ofNewUser();
        service.send(order.confirmed());
        awaitPublished(order, registered(order));
        get(order.user(), order.id()).expectStatus().isOk();
        expectNotFound(get(order.user() + 1, order.id()));
        expectNotFound(get(order.user(), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", "x", "1x", "9223372036854775808", "99999999999999999999", " ", "1'"})
    void malformedIdIsNotFound(String id) {
        expectNotFound(get(Tokens.user(1, "orders"), id));
    }

    @Test
    void requestNeedsAValidTokenOfACustomer() {
        service.client().get().uri(PATH + 1).exchange().expectStatus().isUnauthorized();
        get(Tokens.forged(1), "1").expectStatus().isUnauthorized();
        get(Tokens.expired(1), "1").expectStatus().isUnauthorized();
        get(Tokens.user(1, "operator"), "1").expectStatus().isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void interfaceIsDescribed() {
        service.client()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.paths.['/api/v1/loyalty/{orderId}'].get.responses.['200']")
                .exists()
                .jsonPath("$.components.schemas.Loyalty.properties.status")
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

    private static WebTestClient.ResponseSpec get(long user, long orderId) {
        return get(Tokens.user(user, "orders"), Long.toString(orderId));
    }

    private static WebTestClient.ResponseSpec get(String token, String id) {
        return service.client()
                .get()
                .uri(PATH + "{id}", id)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private static void expectNotFound(WebTestClient.ResponseSpec response) {
        response.expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is no Loyalty for this order.");
    }

    private static void awaitPublished(TestOrder order, String... events) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.published(order.id())).containsExactly(events));
    }

    private static String registered(TestOrder order) {
        return "loyalty-" + order.id() + "-1-1 LoyaltyRegisteredEvent";
    }

    private static String withdrawn(TestOrder order) {
        return "loyalty-" + order.id() + "-1-2 LoyaltyWithdrawnEvent";
    }
}
