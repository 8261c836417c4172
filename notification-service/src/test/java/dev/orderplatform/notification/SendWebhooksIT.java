package dev.orderplatform.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.notification.channel.webhook.Attempt;
import dev.orderplatform.notification.channel.webhook.Delivery;
import dev.orderplatform.notification.channel.webhook.Endpoint;
import dev.orderplatform.notification.channel.webhook.Endpoint.Received;
import dev.orderplatform.notification.channel.webhook.Lane;
import dev.orderplatform.notification.channel.webhook.Outcome;
import dev.orderplatform.notification.channel.webhook.Turn;
import dev.orderplatform.notification.channel.webhook.WebhookQueue;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.webhooks.Verification;
import dev.orderplatform.webhooks.WebhookSecret;
import dev.orderplatform.webhooks.WebhookSecrets;
import dev.orderplatform.webhooks.WebhookVerifier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** In the demo profile, with endpoints on this machine. The back-off is the default one. */
class SendWebhooksIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final WebhookSecret SECRET = WebhookSecret.generate();
    /** Endpoints that are sent to at once, in each lane. */
    private static final int SLOTS = 2;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @SuppressWarnings("NullAway.Init")
    private static Endpoint endpoint;

    @SuppressWarnings("NullAway.Init")
    private static WebTestClient client;

    private final TestOrder order = TestOrder.ofNewUser();
    private final String path = "/" + order.user();

    @BeforeAll
    static void start() throws IOException {
        endpoint = Endpoint.start();
        service = RunningService.start(
                "webhooks",
                "spring.profiles.active=demo",
                "platform.notification.webhooks.endpoints=" + SLOTS,
                "platform.notification.webhooks.poll-interval=100ms",
                "platform.notification.webhooks.timeout=2s",
                "platform.notification.webhooks.response-timeout=2s");
        client = service.client();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        service.close();
    }

    /** Whose failures the service's health reports: every task that is a bean. */
    @Test
    void deliveryIsABackgroundTaskOfTheService() {
        assertThat(service.bean("webhookTurns", PeriodicTask.class).name()).isEqualTo("deliver-webhooks");
    }

    @Test
    void notificationIsSentSignedAndLogged() {
        prefer(order, path);
        TestOrder withoutEndpoint = TestOrder.ofNewUser();
        service.send(withoutEndpoint.created(), order.created(), order.created());
        awaitStates(order, "DELIVERED");
        assertThat(endpoint.received(path)).singleElement().satisfies(received -> {
            assertThat(verify(received)).isInstanceOf(Verification.Verified.class);
            assertThat(received.id()).isEqualTo(order.created().id().toString());
            assertThat(received.body())
                    .asString()
                    .matches("\\{\"type\":\"OrderCreatedEvent\",\"timestamp\":\"20[^\"]+Z\",\"data\":\\{\"orderId\":\""
                            + order.id() + "\",\"version\":1,\"notificationId\":\"[0-9]+\",\"title\":\"We have received"
                            + " your order [0-9]+\",\"body\":\"Thank you! .+\"}}");
        });
        assertThat(log(order)).containsExactly("204 -");
        assertThat(states(withoutEndpoint)).isEmpty();
    }

    @Test
    void firstRetryFollowsWithinTenSecondsWithTheSameId() {
        AtomicInteger calls = new AtomicInteger();
        endpoint.behave(
                path,
                exchange -> Endpoint.status(calls.incrementAndGet() == 1 ? 500 : 200)
                        .answer(exchange));
        prefer(order, path);
        service.send(order.created());
        await().atMost(TIMEOUT).until(() -> !log(order).isEmpty());
        assertThat(secondsUntilDue(order)).isLessThan(6.5);
        awaitStates(order, "DELIVERED");
        assertThat(log(order)).containsExactly("500 answered 500", "200 -");
        assertThat(endpoint.received(path))
                .hasSize(2)
                .extracting(Received::id)
                .containsOnly(order.created().id().toString());
        assertThat(endpoint.received(path))
                .allSatisfy(received -> assertThat(verify(received)).isInstanceOf(Verification.Verified.class));
    }

    @Test
    void endpointThatFailsForDaysIsGivenUpAndCanBeReplayed() {
        endpoint.behave(path, Endpoint.status(500));
        prefer(order, path);
        service.send(order.created());
        List<Double> backOff = List.of(5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 50_400.0, 72_000.0, 86_400.0);
        for (int n = 0; n < backOff.size(); n++) {
            int attempts = n + 1;
            await().atMost(TIMEOUT).until(() -> log(order).size() == attempts);
            assertThat(secondsUntilDue(order)).isBetween(backOff.get(n) * 0.8 - 3, backOff.get(n) * 1.2);
            makeDue(order);
        }
        awaitStates(order, "FAILED");
        assertThat(endpoint.received(path))
                .hasSize(10)
                .extracting(Received::id)
                .containsOnly(order.created().id().toString());

        endpoint.behave(path, Endpoint.status(200));
        assertThat(replay(order)).isEqualTo("{\"replayed\":[\"" + notificationId(order) + "\"]}");
        awaitStates(order, "DELIVERED");
        assertThat(endpoint.received(path)).hasSize(11);
    }

    @Test
    void redirectIsNotFollowed() {
        endpoint.behave(path, Endpoint.redirect("http://10.0.0.1/"));
        prefer(order, path);
        service.send(order.created());
        await().atMost(TIMEOUT).until(() -> log(order).equals(List.of("307 answered 307")));
        awaitStates(order, "WAITING");
    }

    @Test
    void goneDisablesTheEndpointUntilItIsStoredAgain() {
        endpoint.behave(path, Endpoint.status(410));
        prefer(order, path);
        service.send(order.created());
        awaitStates(order, "FAILED");
        service.send(order.confirmed());
        await().atMost(TIMEOUT).until(() -> service.typesOf(order.id()).size() == 2);
        assertThat(states(order)).containsExactly("FAILED");
        assertThat(replay(order)).isEqualTo("{\"replayed\":[]}");

        endpoint.behave(path, Endpoint.status(200));
        put(order, "{\"email\":false,\"webhook\":{\"url\":\"%s\"}}".formatted(endpoint.url(path)));
        service.send(order.cancelled());
        awaitStates(order, "FAILED", "DELIVERED");
    }

    @Test
    void removedEndpointGetsNothingMore() {
        endpoint.behave(path, Endpoint.status(500));
        prefer(order, path);
        service.send(order.created());
        await().atMost(TIMEOUT).until(() -> log(order).size() == 1);
        put(order, "{\"email\":false,\"webhook\":null}");
        awaitStates(order, "FAILED");
        service.send(order.confirmed());
        await().atMost(TIMEOUT).until(() -> service.typesOf(order.id()).size() == 2);
        assertThat(endpoint.received(path)).hasSize(1);
    }

    @Test
    void endpointsThatHangDelayNoOther() {
        List<TestOrder> hanging = IntStream.range(0, 3 * SLOTS)
                .mapToObj(_ -> TestOrder.ofNewUser())
                .toList();
        hanging.forEach(each -> {
            endpoint.behave("/" + each.user(), endpoint.hang());
            prefer(each, "/" + each.user());
            service.send(each.created(), each.confirmed(), each.cancelled());
        });
        // Each has had a request that failed, so it is known to be slow.
        await().atMost(TIMEOUT.multipliedBy(2))
                .untilAsserted(() -> assertThat(hanging)
                        .allSatisfy(each -> assertThat(log(each)).isNotEmpty()));
        prefer(order, path);
        Map<TestOrder, List<String>> before =
                hanging.stream().collect(Collectors.toMap(Function.identity(), SendWebhooksIT::log));
        hanging.forEach(SendWebhooksIT::makeDue);
        service.send(order.created());
        awaitStates(order, "DELIVERED");
        // It has not waited until each of those that were due before had its turn.
        assertThat(hanging).anySatisfy(each -> assertThat(log(each)).hasSameSizeAs(before.get(each)));
        assertThat(hanging).allSatisfy(each -> assertThat(states(each)).containsOnly("WAITING"));
        hanging.forEach(each -> put(each, "{\"email\":false,\"webhook\":null}"));
    }

    @Test
    void endpointGetsAFewRequestsAtOnce() {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        endpoint.behave(path, exchange -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            Endpoint.status(200).answer(exchange);
            open.decrementAndGet();
        });
        prefer(order, path);
        List<TestOrder> orders =
                IntStream.range(0, 50).mapToObj(_ -> TestOrder.of(order.user())).toList();
        orders.forEach(each -> service.send(each.created()));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(orders)
                        .allSatisfy(each -> assertThat(states(each)).containsExactly("DELIVERED")));
        assertThat(most.get()).isBetween(1, 4);
        assertThat(endpoint.received(path)).hasSize(50);
    }

    @Test
    void addressThatIsNotAllowedIsRefusedAgainWhenSending() {
        prefer(order, path);
        service.sql()
                .sql("UPDATE t_webhook_endpoint SET url = 'http://10.0.0.1/' WHERE user_id = ?")
                .param(order.user())
                .update();
        service.send(order.created());
        await().atMost(TIMEOUT).until(() -> log(order).equals(List.of("0 the address 10.0.0.1 is not public")));
    }

    @Test
    void lateOutcomeOfAnOutdatedLeaseOrEndpointLosesNoWebhook() {
        endpoint.behave(path, Endpoint.status(500));
        prefer(order, path);
        service.send(order.created());
        await().atMost(TIMEOUT).until(() -> log(order).size() == 1);
        for (String table : List.of("t_webhook_delivery", "t_webhook_endpoint")) {
            service.sql()
                    .sql("UPDATE " + table + " SET due_at = now() + interval '1 hour' WHERE user_id = ?")
                    .param(order.user())
                    .update();
        }
        WebhookQueue queue = service.bean("jdbcWebhookQueue", WebhookQueue.class);
        long claim = number(order, "claim");
        int revision = (int) number(order, "revision");
        queue.finish(turn(revision, claim - 1), List.of(gone()), Lane.NORMAL);
        assertThat(log(order)).hasSize(1);
        assertThat(states(order)).containsExactly("WAITING");

        TestOrder other = TestOrder.of(order.user());
        queue.finish(turn(revision - 1, claim), List.of(), Lane.SLOW);
        queue.finish(turn(revision - 1, claim), List.of(gone()), Lane.SLOW);
        assertThat(log(order)).hasSize(2);
        assertThat(states(order)).containsExactly("WAITING");
        endpoint.behave(path, Endpoint.status(200));
        service.send(other.created());
        awaitStates(other, "DELIVERED");
    }

    private Turn turn(int revision, long claim) {
        return new Turn(order.user(), endpoint.url(path), new byte[0], revision, claim, Lane.SLOW, List.of());
    }

    /** The endpoint has answered 410. */
    private Outcome gone() {
        Delivery delivery = new Delivery(
                notificationId(order), order.created().id().toString(), order.id(), "", Instant.EPOCH, "", "", 1);
        return new Outcome(delivery, Attempt.answered(410, Duration.ZERO), Optional.of(Duration.ofHours(1)));
    }

    private static long number(TestOrder order, String column) {
        return service.sql()
                .sql("SELECT " + column + " FROM t_webhook_endpoint WHERE user_id = ?")
                .param(order.user())
                .query(Long.class)
                .single();
    }

    @Test
    void retentionDeletesFinishedWebhooksWithTheirLog() {
        prefer(order, path);
        service.send(order.created());
        awaitStates(order, "DELIVERED");
        service.sql()
                .sql("UPDATE t_webhook_delivery SET finished_at = now() - interval '31 days' WHERE user_id = ?")
                .param(order.user())
                .update();
        assertThat(service.bean("webhookRetention", Retention.class).clean()).isEqualTo(1);
        assertThat(states(order)).isEmpty();
        assertThat(log(order)).isEmpty();
        assertThat(service.typesOf(order.id())).hasSize(1);
    }

    @Test
    void replayNeedsAServiceToken() {
        client.post()
                .uri("/internal/webhooks/replay")
                .headers(headers -> headers.setBearerAuth(Tokens.user(1, "orders")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"notificationIds\":[\"1\"]}")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private static Verification verify(Received received) {
        return new WebhookVerifier(new WebhookSecrets(List.of(SECRET)), InstantSource.system())
                .verify(received::header, received.body());
    }

    private static void prefer(TestOrder order, String path) {
        put(
                order,
                "{\"email\":false,\"webhook\":{\"url\":\"%s\",\"secret\":\"%s\"}}"
                        .formatted(endpoint.url(path), SECRET.reveal()));
    }

    private static void put(TestOrder order, String body) {
        client.put()
                .uri("/api/v1/notifications/preferences")
                .headers(headers -> headers.setBearerAuth(Tokens.user(order.user(), "orders")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static String replay(TestOrder order) {
        String token = Tokens.hs256(
                Tokens.SERVICE_SECRET,
                claims -> claims.issuer("platform").subject("orderctl").claim("scope", "service"));
        return String.valueOf(client.post()
                .uri("/internal/webhooks/replay")
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"notificationIds\":[\"" + notificationId(order) + "\"]}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static void makeDue(TestOrder order) {
        service.sql()
                .sql("UPDATE t_webhook_delivery SET due_at = now() WHERE user_id = ? AND status = 'WAITING'")
                .param(order.user())
                .update();
        service.sql()
                .sql("UPDATE t_webhook_endpoint SET due_at = now() WHERE user_id = ?")
                .param(order.user())
                .update();
    }

    private static void awaitStates(TestOrder order, String... states) {
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(states(order)).containsExactly(states));
    }

    private static List<String> states(TestOrder order) {
        return service.sql()
                .sql("SELECT d.status FROM t_webhook_delivery d JOIN t_notification n ON n.id = d.notification_id"
                        + " WHERE n.order_id = ? ORDER BY n.id")
                .param(order.id())
                .query(String.class)
                .list();
    }

    /** Status and error of each attempt. */
    private static List<String> log(TestOrder order) {
        return service.sql()
                .sql("SELECT coalesce(response_status, 0) || ' ' || coalesce(error, '-') FROM t_webhook_attempt a"
                        + " JOIN t_notification n ON n.id = a.notification_id WHERE n.order_id = ? ORDER BY a.at")
                .param(order.id())
                .query(String.class)
                .list();
    }

    private static double secondsUntilDue(TestOrder order) {
        return service.sql()
                .sql("SELECT extract(epoch FROM d.due_at - now())::float8 FROM t_webhook_delivery d"
                        + " WHERE d.user_id = ?")
                .param(order.user())
                .query(Double.class)
                .single();
    }

    private static long notificationId(TestOrder order) {
        return service.sql()
                .sql("SELECT min(id) FROM t_notification WHERE order_id = ?")
                .param(order.id())
                .query(Long.class)
                .single();
    }
}
