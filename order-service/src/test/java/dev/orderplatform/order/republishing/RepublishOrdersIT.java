package dev.orderplatform.order.republishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.PaymentRefundedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.runtime.topics.RecordHeaders;
import dev.orderplatform.web.Tokens;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** East, of two regions. */
@Order(3)
class RepublishOrdersIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long USER = user(0);
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared("platform.control.regions=east,west");
    }

    @Test
    void eventsAreTheSameWithTheSameIdsAndInTheirOrder() {
        String id = cancelled();
        List<String> first = published(id);
        republish(id)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"orders\": [{\"orderId\": \"%s\", \"published\": 3, \"tooOld\": 0}]}".formatted(id));
        await().atMost(LIMIT).until(() -> published(id).size() == 6);
        assertThat(published(id).subList(3, 6)).isEqualTo(first);
        assertThat(first)
                .extracting(event -> event.split(" ", 2)[0])
                .containsExactly("order-" + id + "-1-1", "order-" + id + "-1-2", "order-" + id + "-1-3");
    }

    @Test
    void eventsOfARefundedOrderAreTheSameToo() {
        String id = cancelled();
        service.send(new PaymentCapturedEvent(id + "-1", Long.parseLong(id), 1, 1, Instant.now(), 1999, "CNY"));
        await().atMost(LIMIT).until(() -> service.statusOf(USER, id).equals("REFUND_PENDING"));
        service.send(new PaymentRefundedEvent(
                id + "-1", Long.parseLong(id), 2, 1, Instant.now(), id + "-refund", 1999, "CNY"));
        await().atMost(LIMIT).until(() -> service.statusOf(USER, id).equals("REFUNDED"));
        awaitEmptyOutbox(id);
        List<String> first = published(id);
        republish(id).expectStatus().isOk();
        await().atMost(LIMIT).until(() -> published(id).size() == 10);
        assertThat(published(id).subList(5, 10)).isEqualTo(first);
    }

    @Test
    void eventThatStillWaitsIsNotPublishedTwice() {
        String id = cancelled();
        ShardMap.Table table = Shards.tableOfUser(USER);
        // As if left by another process: the relay publishes it after the grace period.
        service.execute(table.database(), """
            INSERT INTO t_outbox_%d (partition_key, event_id, type, payload, created_at)
            VALUES ('%2$s', 'order-%2$s-1-3', 'OrderCancelledEvent',
              '{"orderId":"%2$s","userId":"1","version":3,"epoch":1,"region":"east","at":"2026-01-01T00:00:00Z"}', now())
            """.formatted(table.index(), id));
        republish(id).expectStatus().isOk();
        awaitEmptyOutbox(id);
        assertThat(service.published(id).stream().filter("OrderCancelledEvent"::equals))
                .hasSize(2);
    }

    @Test
    void eventsThatConsumersMayHaveForgottenAreLeftOutUnlessAskedFor() {
        String id = cancelled();
        ShardMap.Table table = Shards.tableOfUser(USER);
        service.execute(
                table.database(),
                "UPDATE t_order_%d SET created_at = now() - interval '15 days' WHERE order_id = %s"
                        .formatted(table.index(), id));
        republish(id)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"orders\": [{\"orderId\": \"%s\", \"published\": 2, \"tooOld\": 1}]}".formatted(id));
        awaitEmptyOutbox(id);
        post(Tokens.SERVICE_SECRET, Map.of("orderIds", List.of(id), "anyAge", true))
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"orders\": [{\"orderId\": \"%s\", \"published\": 3, \"tooOld\": 0}]}".formatted(id));
        await().atMost(LIMIT).until(() -> published(id).size() == 8);
    }

    @Test
    void aChangeOfTheOrderAtTheSameTimeComesFirst() throws Exception {
        String id = service.place(USER, UUID.randomUUID().toString());
        ShardMap.Table table = Shards.tableOfUser(USER);
        try (Connection change =
                        service.bean(Shards.class).database(table.database()).getConnection();
                Statement statement = change.createStatement()) {
            change.setAutoCommit(false);
            statement.execute("""
                UPDATE t_order_%d SET status = 'CANCELLED', version = 2,
                  history = history || '[{"status":"CANCELLED","at":"%s"}]' WHERE order_id = %s
                """.formatted(table.index(), Instant.now(), id));
            CompletableFuture<WebTestClient.ResponseSpec> answer = CompletableFuture.supplyAsync(() -> republish(id));
            await().atMost(LIMIT)
                    .until(() ->
                            service.count(table.database(), "SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
            change.commit();
            answer.join()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .json("{\"orders\": [{\"orderId\": \"%s\", \"published\": 2, \"tooOld\": 0}]}".formatted(id));
        }
    }

    @Test
    void onlyServicesMayAsk() {
        String id = service.place(USER, UUID.randomUUID().toString());
        anonymous().exchange().expectStatus().isUnauthorized();
        anonymous()
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Tokens.user(USER, "orders operator"))
                .exchange()
                .expectStatus()
                .isForbidden();
        post("another key of thirty-two bytes!".getBytes(StandardCharsets.UTF_8), Map.of("orderIds", List.of(id)))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void nothingIsPublishedWhenAnOrderIsUnknown() {
        String id = cancelled();
        String unknown = Long.toString(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(USER), 31, 0));
        republish(id, unknown)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.orderIds")
                .isEqualTo(unknown);
        republish("rubbish").expectStatus().isNotFound();
        awaitEmptyOutbox(id);
        assertThat(published(id)).hasSize(3);
    }

    @Test
    void anotherRegionsOrderIsRefusedWithItsOwner() {
        String foreign = Long.toString(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(user(1)), 31, 0));
        republish(foreign)
                .expectStatus()
                .isEqualTo(421)
                .expectBody()
                .jsonPath("$.owner")
                .isEqualTo("west");
    }

    @Test
    void aRequestIsOfOneToAHundredOrders() {
        String id = cancelled();
        post(Tokens.SERVICE_SECRET, Map.of()).expectStatus().isBadRequest();
        post(Tokens.SERVICE_SECRET, Map.of("orderIds", List.of()))
                .expectStatus()
                .isBadRequest();
        post(Tokens.SERVICE_SECRET, Map.of("orderIds", Collections.nCopies(101, id)))
                .expectStatus()
                .isBadRequest();
        post(Tokens.SERVICE_SECRET, Map.of("orderIds", Collections.nCopies(100, id)))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.orders.length()")
                .isEqualTo(1);
    }

    /** An order with three events, all of them published. */
    private static String cancelled() {
        String id = service.place(USER, UUID.randomUUID().toString());
        service.send(new StockReservedEvent(Long.parseLong(id), 1, 1, Instant.now()));
        await().atMost(LIMIT).until(() -> service.statusOf(USER, id).equals("CONFIRMED"));
        service.as(USER)
                .post()
                .uri("/api/v1/orders/" + id + "/cancel")
                .exchange()
                .expectStatus()
                .isOk();
        awaitEmptyOutbox(id);
        assertThat(published(id)).hasSize(3);
        return id;
    }

    private static void awaitEmptyOutbox(String id) {
        ShardMap.Table table = Shards.tableOfUser(USER);
        await().atMost(LIMIT)
                .until(() -> service.count(
                                table.database(),
                                "SELECT count(*) FROM t_outbox_%d WHERE partition_key = '%s'"
                                        .formatted(table.index(), id))
                        == 0);
    }

    private static WebTestClient.ResponseSpec republish(String... ids) {
        return post(Tokens.SERVICE_SECRET, Map.of("orderIds", List.of(ids)));
    }

    private static WebTestClient.ResponseSpec post(byte[] key, Map<String, ?> body) {
        String token = Tokens.hs256(
                key, claims -> claims.issuer("platform").subject("orderctl").claim("scope", "service"));
        return anonymous()
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.RequestBodySpec anonymous() {
        return service.anonymous().post().uri("/internal/orders/events").contentType(MediaType.APPLICATION_JSON);
    }

    /** An order's records, each as text with all its data; the first word is the event id. */
    private static List<String> published(String id) {
        return service.records("order-events", id).stream()
                .map(RepublishOrdersIT::text)
                .toList();
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        StringBuilder text = new StringBuilder();
        for (String header : List.of("ce_id", "ce_type", "ce_time", "ce_source")) {
            text.append(RecordHeaders.text(record, header).orElseThrow()).append(' ');
        }
        return text.append(new String(record.value(), StandardCharsets.UTF_8)).toString();
    }

    /** A user of east, or of west. */
    private static long user(int parity) {
        return LongStream.iterate(7_000, user -> user + 1)
                .filter(user -> Slot.ofUser(user).number() % 2 == parity)
                .findFirst()
                .orElseThrow();
    }
}
