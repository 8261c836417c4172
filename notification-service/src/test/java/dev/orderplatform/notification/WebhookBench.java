package dev.orderplatform.notification;

import static org.awaitility.Awaitility.await;

import dev.orderplatform.notification.channel.webhook.Endpoint;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.webhooks.WebhookSecret;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/**
 * Sends a backlog of webhooks to endpoints that answer at once, over HTTP without TLS. Service, endpoints and PostgreSQL
 * share the machine.
 *
 * <p>{@code mvn verify -Pbench -pl notification-service -am -Dit.test=WebhookBench}
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookBench {
    private static final Logger log = LoggerFactory.getLogger(WebhookBench.class);
    private static final int WEBHOOKS = 20_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Endpoint endpoint;

    private int lastUser;

    @BeforeAll
    void start() throws IOException {
        endpoint = Endpoint.start();
        service = RunningService.start("webhook_bench", "spring.profiles.active=demo");
    }

    @AfterAll
    void stop() {
        endpoint.close();
        service.close();
    }

    /** The first two runs warm up. */
    @ParameterizedTest
    @ValueSource(ints = {100, 100, 1_000, 100, 1})
    void backlog(int customers) {
        int first = lastUser + 1;
        lastUser += customers;
        for (int user = first; user <= lastUser; user++) {
            prefer(user);
        }
        insertBacklog(first, customers);
        long begin = System.nanoTime();
        makeDue();
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> waiting() == 0);
        double seconds = (System.nanoTime() - begin) / 1e9;
        log.info("{} webhooks to {} endpoints: {}/s", WEBHOOKS, customers, Math.round(WEBHOOKS / seconds));
    }

    private void insertBacklog(int firstUser, int customers) {
        service.sql()
                .sql("WITH n AS (INSERT INTO t_notification (event_id, user_id, order_id, type, title, body)"
                        + " SELECT 'order-' || :first * 1000000::bigint + i || '-1-1', :first + i % :customers, i,"
                        + " 'OrderCreatedEvent', 'title', 'body' FROM generate_series(1, :webhooks) i"
                        + " RETURNING id, user_id) INSERT INTO t_webhook_delivery SELECT id, user_id FROM n")
                .param("first", firstUser)
                .param("customers", customers)
                .param("webhooks", WEBHOOKS)
                .update();
    }

    private void makeDue() {
        service.sql()
                .sql("UPDATE t_webhook_endpoint e SET due_at = now() FROM (SELECT DISTINCT user_id FROM"
                        + " t_webhook_delivery WHERE status = 'WAITING') d WHERE d.user_id = e.user_id")
                .update();
    }

    private long waiting() {
        return service.sql()
                .sql("SELECT count(*) FROM t_webhook_delivery WHERE status = 'WAITING'")
                .query(Long.class)
                .single();
    }

    private void prefer(int user) {
        service.client()
                .put()
                .uri("/api/v1/notifications/preferences")
                .headers(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"email\":false,\"webhook\":{\"url\":\"%s\",\"secret\":\"%s\"}}"
                        .formatted(endpoint.url("/"), WebhookSecret.generate().reveal()))
                .exchange()
                .expectStatus()
                .isOk();
    }
}
