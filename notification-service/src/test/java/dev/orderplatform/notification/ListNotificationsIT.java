package dev.orderplatform.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class ListNotificationsIT {
    private static final String PATH = "/api/v1/notifications";

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @SuppressWarnings("NullAway.Init")
    private static WebTestClient client;

    @BeforeAll
    static void start() {
        service = RunningService.start("listing");
        client = service.client();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void appRoleWritesRowsOnly() {
        assertThat(SharedServers.postgres().restrictedTables("listing", "notification_app"))
                .containsExactly("flyway_schema_history []");
    }

    @Test
    void listHasTheUsersOwnNotificationsNewestFirst() {
        TestOrder mine = TestOrder.ofNewUser();
        TestOrder somebodyElses = TestOrder.ofNewUser();
        service.send(mine.created(), mine.rejected("SKU-00007"), somebodyElses.created());
        awaitWritten(mine, 2);
        awaitWritten(somebodyElses, 1);
        get(mine.user(), PATH)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].type")
                .isEqualTo("OrderRejectedEvent")
                .jsonPath("$.items[0].orderId")
                .isEqualTo(Long.toString(mine.id()))
                .jsonPath("$.items[0].body")
                .value(String.class, body -> assertThat(body).contains("SKU-00007"))
                .jsonPath("$.items[1].title")
                .isEqualTo("We have received your order " + mine.id())
                .jsonPath("$.items[1].id")
                .value(String.class, id -> assertThat(id).matches("[0-9]+"))
                .jsonPath("$.items[1].createdAt")
                .value(String.class, at -> assertThat(at).matches("20.+T.+Z"))
                .jsonPath("$.nextCursor")
                .isEqualTo(null);
    }

    @Test
    void schemaNamesAreStable() {
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.components.schemas.keys()")
                .value(names -> assertThat(names)
                        .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                        .containsExactlyInAnyOrder(
                                "FieldError",
                                "Notification",
                                "NotificationPage",
                                "Preferences",
                                "PreferencesRequest",
                                "Problem",
                                "Webhook",
                                "WebhookRequest"));
    }

    @Test
    void userWithoutNotificationsHasAnEmptyList() {
        get(999_999_999, PATH).expectStatus().isOk().expectBody().json("{\"items\":[],\"nextCursor\":null}");
    }

    @Test
    void pagesListEverythingOnceDespiteNewNotifications() {
        TestOrder first = TestOrder.ofNewUser();
        List<TestOrder> orders = new ArrayList<>(List.of(first));
        IntStream.range(0, 4).forEach(_ -> orders.add(TestOrder.of(first.user())));
        orders.forEach(order -> {
            service.send(order.created());
            awaitWritten(order, 1);
        });
        List<String> seen = new ArrayList<>();
        String cursor = page(first.user(), "?limit=2", seen);
        TestOrder late = TestOrder.of(first.user());
        service.send(late.created());
        awaitWritten(late, 1);
        while (cursor != null) {
            cursor = page(first.user(), "?limit=2&cursor=" + cursor, seen);
        }
        assertThat(seen)
                .containsExactlyElementsOf(orders.reversed().stream()
                        .map(order -> Long.toString(order.id()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=101",
                "?limit=-1",
                "?limit=two",
                "?limit=",
                "?limit=99999999999",
                "?cursor=",
                "?cursor=x",
                "?cursor=MTptZQ"
            })
    void badLimitOrCursorIsABadRequest(String query) {
        get(1, PATH + query)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(query.substring(1, query.indexOf('=')));
    }

    @Test
    void missingOrForgedTokenIsUnauthorized() {
        client.get().uri(PATH).exchange().expectStatus().isUnauthorized();
        for (String token : List.of("x", Tokens.expired(1), Tokens.forged(1))) {
            client.get()
                    .uri(PATH)
                    .headers(headers -> headers.setBearerAuth(token))
                    .exchange()
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    @Test
    void otherScopesAreForbidden() {
        for (String scope : List.of("operator", "", "service")) {
            client.get()
                    .uri(PATH)
                    .headers(headers -> headers.setBearerAuth(Tokens.user(1, scope)))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(HttpStatus.FORBIDDEN);
        }
    }

    @Test
    void serviceIsReadyWithoutAMailServer() {
        client.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
        client.get().uri("/actuator/health").exchange().expectStatus().isOk();
        client.get()
                .uri("/actuator/health/background")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }

    private static @Nullable String page(long user, String query, List<String> seen) {
        Listed page = Objects.requireNonNull(get(user, PATH + query)
                .expectStatus()
                .isOk()
                .expectBody(Listed.class)
                .returnResult()
                .getResponseBody());
        page.items().forEach(item -> seen.add(item.orderId()));
        return page.nextCursor();
    }

    private static WebTestClient.ResponseSpec get(long user, String uri) {
        return client.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .exchange();
    }

    private static void awaitWritten(TestOrder order, int notifications) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(service.typesOf(order.id())).hasSize(notifications));
    }

    record Listed(List<Listed.Item> items, @Nullable String nextCursor) {
        record Item(String orderId) {}
    }
}
