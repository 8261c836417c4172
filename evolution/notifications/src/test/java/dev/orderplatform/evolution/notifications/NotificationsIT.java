package dev.orderplatform.evolution.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.EventJson;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.web.identity.ServiceTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

class NotificationsIT {
    private static final String DATABASE = "evolution_notifications";
    private static final AtomicLong USERS = new AtomicLong();
    private static ConfigurableApplicationContext service;

    private final long user = USERS.incrementAndGet();

    @BeforeAll
    static void start() {
        var postgres = SharedServers.postgres();
        postgres.ensure("notification", List.of(DATABASE));
        service = new SpringApplicationBuilder(NotificationsApplication.class)
                .run(
                        "--server.port=0",
                        "--platform.database.url=" + postgres.url(DATABASE),
                        "--platform.database.owner-password=owner",
                        "--platform.database.app-password=app",
                        "--platform.security.user-key=" + Tokens.USER_KEY,
                        "--platform.security.service-key=" + Tokens.SERVICE_KEY);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anEventThatIsSentTwiceIsOneNotificationOfItsCustomer() {
        for (int time = 0; time < 2; time++) {
            send(serviceToken(), confirmed(1)).expectStatus().isNoContent();
        }
        send(serviceToken(), confirmed(2)).expectStatus().isNoContent();
        list(user, "?limit=1")
                .jsonPath("$.items[0].orderId")
                .isEqualTo(orderId(2))
                .jsonPath("$.items[0].type")
                .isEqualTo("OrderConfirmedEvent")
                .jsonPath("$.nextCursor")
                .isNotEmpty();
        list(user, "").jsonPath("$.items.length()").isEqualTo(2);
        list(user + 1_000_000, "").jsonPath("$.items.length()").isEqualTo(0);
    }

    @Test
    void onlyServicesMaySend() {
        send(Tokens.user(user, "orders"), confirmed(1)).expectStatus().isForbidden();
    }

    @Test
    void theAppRoleWritesRowsOfTheServiceOnly() {
        assertThat(SharedServers.postgres().restrictedTables(DATABASE, "notification_app"))
                .containsExactly("flyway_schema_history []");
    }

    private static String serviceToken() {
        return service.getBean(ServiceTokens.class).token();
    }

    private String orderId(int number) {
        return Long.toString(user * 10 + number);
    }

    private OrderEvent confirmed(int number) {
        return new OrderConfirmedEvent(
                Long.parseLong(orderId(number)),
                user,
                2,
                1,
                "east",
                Instant.now(),
                3998,
                "CNY",
                List.of(new Line("SKU-00001", 2, 1999)));
    }

    private static WebTestClient.ResponseSpec send(String token, OrderEvent event) {
        return client().post()
                .uri("/internal/notifications")
                .headers(headers -> headers.setBearerAuth(token))
                .header("Content-Type", "application/json")
                .bodyValue(Map.of("type", event.type(), "event", EventJson.write(event)))
                .exchange();
    }

    private static WebTestClient.BodyContentSpec list(long user, String query) {
        return client().get()
                .uri("/api/v1/notifications" + query)
                .headers(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private static WebTestClient client() {
        return ServiceClient.of(
                "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
