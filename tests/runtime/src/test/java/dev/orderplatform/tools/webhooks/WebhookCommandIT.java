package dev.orderplatform.tools.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.PlatformFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** notification-service is a stub that records requests. */
class WebhookCommandIT {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static FixtureServers servers;

    private final List<String> requests = new ArrayList<>();
    private PlatformFixture fixture;
    private HttpServer service;

    @BeforeAll
    static void start() throws SQLException {
        servers = FixtureServers.start();
    }

    /** Users 1 and 2 have an endpoint, that of user 3 is disabled. */
    @BeforeEach
    void fourWebhooks() throws Exception {
        fixture = PlatformFixture.empty(servers);
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/internal/webhooks/replay", this::answer);
        service.start();
        fixture.sql(
                "notification",
                "INSERT INTO t_webhook_endpoint (user_id, url, secret, disabled_at) VALUES (1, 'https://a.example',"
                        + " '', NULL), (2, 'https://b.example', '', NULL), (3, 'https://c.example', '', now())");
        webhook(101, 1, "FAILED", "answered 500");
        webhook(102, 2, "FAILED", "no complete answer within 10000 ms");
        webhook(103, 3, "FAILED", "answered 410");
        webhook(104, 1, "WAITING", "answered 503");
        webhook(105, 1, "DELIVERED", null);
    }

    @AfterEach
    void stop() {
        service.stop(0);
        fixture.close();
    }

    private void webhook(long id, long user, String status, String error) throws SQLException {
        fixture.sql(
                "notification",
                ("INSERT INTO t_notification (id, event_id, user_id, order_id, type, title, body) OVERRIDING SYSTEM"
                    + " VALUE VALUES (%1$d, 'order-%1$d-1-1', %2$d, %1$d, 'OrderCreatedEvent', '', '');INSERT INTO"
                    + " t_webhook_delivery (notification_id, user_id, status, attempts, finished_at) VALUES (%1$d,"
                    + " %2$d, '%3$s', 10, CASE WHEN '%3$s' <> 'WAITING' THEN now() END);INSERT INTO t_webhook_attempt"
                    + " (notification_id, duration_ms, error) VALUES (%1$d, 12, %4$s)")
                        .formatted(id, user, status, error == null ? "NULL" : "'" + error + "'"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var body = "{\"replayed\":[\"101\",\"102\"]}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void listsThoseThatWereGivenUpOrWait() {
        var failed = webhooks("list");
        assertThat(failed.status()).isZero();
        assertThat(failed.out())
                .contains("order-101-1-1", "answered 500", "order-102-1-1", "order-103-1-1", "3 webhook(s)")
                .doesNotContain("order-104-1-1", "order-105-1-1");
        assertThat(webhooks("list", "--user", "2").out()).contains("order-102-1-1", "1 webhook(s)");
        assertThat(webhooks("list", "--waiting").out()).contains("order-104-1-1", "1 webhook(s)");
        assertThat(webhooks("list", "--limit", "1").out()).contains("1 webhook(s)");
    }

    @Test
    void showsTheLog() {
        assertThat(webhooks("show", "--id", "101").out()).contains("status -  12 ms  answered 500");
        assertThat(webhooks("show", "--id", "999").status()).isEqualTo(1);
    }

    @Test
    void replaySendsNothingUnlessRequested() {
        var replay = webhooks("replay", "--all");
        assertThat(replay.status()).isZero();
        assertThat(replay.out())
                .contains("order-101-1-1", "order-102-1-1", "2 webhook(s) would be sent again; --send does it")
                .doesNotContain("order-103-1-1");
        assertThat(requests).isEmpty();
    }

    @Test
    void replayQueuesThoseWithAnEndpoint() {
        var replay = webhooks("replay", "--all", "--send");
        assertThat(replay.out()).contains("2 webhook(s), 2 of them queued");
        assertThat(requests)
                .singleElement()
                .asString()
                .contains("\"101\"", "\"102\"")
                .doesNotContain("103");
    }

    @Test
    void oneWebhookMayBeSentAgainAlthoughItWasDelivered() {
        assertThat(webhooks("replay", "--id", "105", "--send").status()).isZero();
        assertThat(requests).containsExactly("{\"notificationIds\":[\"105\"]}");
        assertThat(webhooks("replay", "--id", "104", "--send").status()).isEqualTo(1);
        assertThat(webhooks("replay", "--user", "3", "--send").status()).isEqualTo(1);
        assertThat(requests).hasSize(1);
    }

    private Invocation webhooks(String... arguments) {
        var url = "http://127.0.0.1:" + service.getAddress().getPort();
        return Invocation.of(new WebhookCommand(servers::data, () -> new ReplayCalls(url, KEY)), arguments);
    }
}
