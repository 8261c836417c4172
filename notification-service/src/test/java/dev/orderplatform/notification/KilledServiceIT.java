package dev.orderplatform.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.notification.channel.webhook.Endpoint;
import dev.orderplatform.notification.channel.webhook.Endpoint.Received;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.webhooks.WebhookSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** The service is killed while an endpoint has its request and has not answered. */
@Tag("drill")
class KilledServiceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    @Test
    void webhookIsSentAgainWithTheSameId() throws IOException {
        try (RunningService service = RunningService.withoutProcess("killed_webhooks", "spring.profiles.active=demo");
                Endpoint endpoint = Endpoint.start();
                TemporaryService process = start(service)) {
            TestOrder order = TestOrder.ofNewUser();
            endpoint.behave("/", endpoint.hang());
            prefer(process, order, endpoint.url("/"));
            service.send(order.created());
            await().atMost(TIMEOUT).until(() -> endpoint.hanging() == 1);
            process.kill();
            endpoint.behave("/", Endpoint.status(200));
            // As if the lease of the dead process had ended.
            service.sql()
                    .sql("UPDATE t_webhook_endpoint SET leased_until = now()")
                    .update();
            process.start();
            await().atMost(TIMEOUT).until(() -> endpoint.received("/").size() == 2);
            assertThat(endpoint.received("/"))
                    .extracting(Received::id)
                    .containsOnly(order.created().id().toString());
            await().atMost(TIMEOUT)
                    .until(() -> service.sql()
                            .sql("SELECT status FROM t_webhook_delivery")
                            .query(String.class)
                            .list()
                            .equals(List.of("DELIVERED")));
        }
    }

    private static TemporaryService start(RunningService service) {
        Map<String, String> properties = new HashMap<>(service.properties());
        properties.remove("server.port");
        return TemporaryService.start(
                "notification",
                TemporaryService.reservePort(),
                "dev.orderplatform.notification.NotificationService",
                properties);
    }

    private static void prefer(TemporaryService process, TestOrder order, String url) {
        ServiceClient.of(process.url())
                .put()
                .uri("/api/v1/notifications/preferences")
                .headers(headers -> headers.setBearerAuth(Tokens.user(order.user(), "orders")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"email\":false,\"webhook\":{\"url\":\"%s\",\"secret\":\"%s\"}}"
                        .formatted(url, WebhookSecret.generate().reveal()))
                .exchange()
                .expectStatus()
                .isOk();
    }
}
