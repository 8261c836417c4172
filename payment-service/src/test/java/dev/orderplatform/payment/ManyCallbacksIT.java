package dev.orderplatform.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.servers.SharedServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 10,000 callbacks, half of them repeats: each has its effect exactly once. The log has how many were answered a second. */
class ManyCallbacksIT {
    private static final Logger log = LoggerFactory.getLogger(ManyCallbacksIT.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final int PAYMENTS = 5_000;
    private static final int CONCURRENCY = 32;

    @Test
    void eachHasItsEffectOnce() throws InterruptedException {
        try (RunningService service = RunningService.withoutProcess("many", "platform.tasks.interval=1h")) {
            service.startHere();
            List<TestOrder> orders = pendingPayments(service);
            List<Webhook> callbacks = new ArrayList<>();
            for (int n = 0; n < PAYMENTS; n++) {
                Webhook callback = Webhook.captured(orders.get(n).payment(1));
                callbacks.add(callback);
                // Under the same id, or under another one.
                callbacks.add(
                        n % 2 == 0 ? callback : Webhook.captured(orders.get(n).payment(1)));
            }
            Collections.shuffle(callbacks, new Random(1));

            long start = System.nanoTime();
            assertThat(statuses(service, callbacks)).containsExactly(204);
            double seconds = (System.nanoTime() - start) / 1e9;
            log.info(
                    "{} callbacks, half of them repeats: {}/s",
                    callbacks.size(),
                    Math.round(callbacks.size() / seconds));

            assertThat(count(service, "t_callback WHERE status = 'APPLIED'")).isEqualTo(PAYMENTS);
            assertThat(count(service, "t_payment WHERE status = 'CAPTURED' AND version = 1"))
                    .isEqualTo(PAYMENTS);
            await().atMost(TIMEOUT).until(() -> published(orders).size() == PAYMENTS);
        }
    }

    private static List<TestOrder> pendingPayments(RunningService service) {
        List<TestOrder> orders = new ArrayList<>(PAYMENTS);
        for (int n = 0; n < PAYMENTS; n++) {
            long id = OrderId.compose(System.currentTimeMillis(), new Slot(n % Slot.COUNT), n / Slot.COUNT, 0);
            orders.add(new TestOrder(id, 1));
        }
        String ids = orders.stream().map(order -> Long.toString(order.id())).collect(joining(",", "{", "}"));
        service.sql()
                .sql("INSERT INTO t_order_payments (order_id, user_id, cancelled)"
                        + " SELECT id, 1, FALSE FROM unnest(:ids::bigint[]) AS id")
                .param("ids", ids)
                .update();
        service.sql()
                .sql("INSERT INTO t_payment (order_id, number, amount_minor, currency, status, version, epoch,"
                        + " changed_at, void_pending) SELECT id, 1, 3998, 'CNY', 'PENDING', 0, 1, now(), FALSE"
                        + " FROM unnest(:ids::bigint[]) AS id")
                .param("ids", ids)
                .update();
        return orders;
    }

    private static Set<Integer> statuses(RunningService service, List<Webhook> callbacks) throws InterruptedException {
        Semaphore inFlight = new Semaphore(CONCURRENCY);
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (Webhook callback : callbacks) {
                inFlight.acquire();
                answers.add(http.sendAsync(request(service, callback), HttpResponse.BodyHandlers.discarding())
                        .thenAccept(answer -> statuses.add(answer.statusCode()))
                        .whenComplete((_, _) -> inFlight.release()));
            }
            answers.forEach(CompletableFuture::join);
        }
        return statuses;
    }

    private static HttpRequest request(RunningService service, Webhook callback) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.url() + Webhook.PATH))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(callback.body().getBytes(UTF_8)));
        callback.headers().forEach(request::header);
        return request.build();
    }

    private static long count(RunningService service, String rows) {
        return service.sql()
                .sql("SELECT count(*) FROM " + rows)
                .query(Long.class)
                .single();
    }

    /** Ids of the events about these orders' payments. */
    private static Set<String> published(List<TestOrder> orders) {
        Set<Long> ids = new HashSet<>();
        orders.forEach(order -> ids.add(order.id()));
        Set<String> events = new HashSet<>();
        SharedServers.kafka().records(EventStreams.PAYMENT.topic()).stream()
                .flatMap(record -> EventRecords.read(EventStreams.PAYMENT, record).stream())
                .filter(received -> ids.contains(received.event().orderId()))
                .forEach(received -> events.add(received.event().id().toString()));
        return events;
    }
}
