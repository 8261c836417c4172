package dev.orderplatform.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockRejectedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.TransactionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

@org.junit.jupiter.api.Order(2)
class LifecycleIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long USER = 7;
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared();
    }

    @Test
    void reservedStockConfirmsTheOrderOnceHoweverOftenItIsTold() {
        String id = place();
        service.send(reserved(id));
        service.send(reserved(id));
        awaitStatus(id, "CONFIRMED");
        service.send(reserved(id));
        awaitPublished(id, "OrderCreatedEvent", "OrderConfirmedEvent");
        view(id).jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.history.length()")
                .isEqualTo(2);
        assertThat(countOf("t_inbox", id)).isEqualTo(1);
    }

    @Test
    void rejectedOrderNamesTheSkus() {
        String id = place();
        Rejection rejection = new Rejection(Rejection.OUT_OF_STOCK, List.of("SKU-00001"));
        service.send(new StockRejectedEvent(Long.parseLong(id), 1, 1, Instant.now(), rejection));
        awaitStatus(id, "REJECTED");
        view(id).jsonPath("$.rejection.reason")
                .isEqualTo("OUT_OF_STOCK")
                .jsonPath("$.rejection.skus[0]")
                .isEqualTo("SKU-00001");
        cancel(USER, id).expectStatus().isEqualTo(409);
    }

    @Test
    void cancelledOrderStaysCancelledWhateverInventorySaysLater() {
        String id = place();
        cancel(USER, id).expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("CANCELLED");
        cancel(USER, id)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2);
        service.send(reserved(id));
        await().atMost(LIMIT).until(() -> countOf("t_inbox", id) == 1);
        assertThat(service.statusOf(USER, id)).isEqualTo("CANCELLED");
        awaitPublished(id, "OrderCreatedEvent", "OrderCancelledEvent");
    }

    @Test
    void confirmedOrderCanBeCancelled() {
        String id = place();
        service.send(reserved(id));
        awaitStatus(id, "CONFIRMED");
        cancel(USER, id).expectStatus().isOk();
        awaitPublished(id, "OrderCreatedEvent", "OrderConfirmedEvent", "OrderCancelledEvent");
    }

    @Test
    void unacceptableAnswerIsRefusedBeforeAnythingIsDone() {
        String id = place();
        service.as(USER)
                .post()
                .uri("/api/v1/orders/" + id + "/cancel")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isEqualTo(406);
        assertThat(service.statusOf(USER, id)).isEqualTo("PENDING");
        service.as(USER)
                .get()
                .uri("/api/v1/orders/" + id + "/stream")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void headIsGetWithoutABody() {
        String id = place();
        for (String path : List.of("", "/" + id, "/" + id + "/stream")) {
            service.as(USER)
                    .head()
                    .uri("/api/v1/orders" + path)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith(path.endsWith("stream") ? "text/event-stream" : "application/json")
                    .expectBody()
                    .isEmpty();
        }
    }

    @Test
    void somebodyElsesOrderIsNotThere() {
        String id = place();
        service.as(8)
                .get()
                .uri("/api/v1/orders/" + id)
                .exchange()
                .expectStatus()
                .isNotFound();
        service.as(8)
                .get()
                .uri("/api/v1/orders/" + id + "/stream")
                .exchange()
                .expectStatus()
                .isNotFound();
        cancel(8, id).expectStatus().isNotFound();
        assertThat(service.statusOf(USER, id)).isEqualTo("PENDING");
    }

    @Test
    void idsThatAreNoneAreNotFound() {
        for (String id : List.of("abc", "-1", "1.5", "99999999999999999999")) {
            service.as(USER)
                    .get()
                    .uri("/api/v1/orders/" + id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            cancel(USER, id).expectStatus().isNotFound();
        }
        service.as(USER).get().uri("/api/v1/orders/1").exchange().expectStatus().isNotFound();
    }

    @Test
    void streamTellsThePresentStateThenEachChange() {
        String id = place();
        var body = service.as(USER)
                .get()
                .uri("/api/v1/orders/" + id + "/stream")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(Map.class)
                .getResponseBody()
                .map(order -> String.valueOf(order.get("status")));
        StepVerifier.create(body)
                .expectNext("PENDING")
                .then(() -> service.send(reserved(id)))
                .expectNext("CONFIRMED")
                .then(() -> cancel(USER, id).expectStatus().isOk())
                .expectNext("CANCELLED")
                .thenCancel()
                .verify(LIMIT);
    }

    @Test
    void listGoesThroughAllOrdersNewestFirst() {
        List<String> placed = java.util.stream.IntStream.range(0, 5)
                .mapToObj(n -> service.place(77, "list-" + n))
                .toList();
        Map<?, ?> first = page(77, "?limit=3");
        Map<?, ?> second = page(77, "?limit=3&cursor=" + first.get("nextCursor"));
        assertThat(ids(first)).containsExactly(placed.get(4), placed.get(3), placed.get(2));
        assertThat(ids(second)).containsExactly(placed.get(1), placed.get(0));
        assertThat(second.containsKey("nextCursor")).isTrue();
        assertThat(second.get("nextCursor")).isNull();
    }

    @Test
    void unreadableCursorAndLimitAreRefused() {
        for (String query : List.of("?cursor=rubbish", "?limit=0", "?limit=101", "?limit=x")) {
            service.as(USER)
                    .get()
                    .uri("/api/v1/orders" + query)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    @Test
    void eventLeftBehindByACrashIsPublishedInOrder() {
        String id = place();
        awaitPublished(id, "OrderCreatedEvent");
        leaveBehind(id, "2, 3", "now() - interval '1 minute'");
        awaitPublished(id, "OrderCreatedEvent", "OrderCancelledEvent", "OrderCancelledEvent");
        await().atMost(LIMIT).until(() -> unpublished(id) == 0);
    }

    @Test
    void transitionsOfOneOrderInOneBatchAreAppliedOneAfterTheOther() {
        String id = place();
        awaitPublished(id, "OrderCreatedEvent");
        apply(id, Order::confirm, Order::confirm, Order::cancel, Order::confirm);
        awaitPublished(id, "OrderCreatedEvent", "OrderConfirmedEvent", "OrderCancelledEvent");
        view(id).jsonPath("$.version")
                .isEqualTo(3)
                .jsonPath("$.history[*].status")
                .isEqualTo(List.of("PENDING", "CONFIRMED", "CANCELLED"));
        assertThat(countOf("t_inbox", id)).isEqualTo(1);
    }

    @Test
    void transitionDoesNotOvertakeAnEventThatAnotherProcessLeftBehind() {
        String id = place();
        apply(id, Order::confirm);
        awaitPublished(id, "OrderCreatedEvent", "OrderConfirmedEvent");
        await().atMost(LIMIT).until(() -> unpublished(id) == 0);
        leaveBehind(id, "2", "now()");
        apply(id, Order::cancel);
        awaitPublished(id, "OrderCreatedEvent", "OrderConfirmedEvent", "OrderCancelledEvent", "OrderCancelledEvent");
    }

    @Test
    void transitionThatComesTooEarlyMayBeTriedAgainUntilItIsDue() {
        String id = place();
        setStatus(id, "UNDECIDED");
        EventHandler<StockEvent> handler = service.bean(ApplyStockEvents.class);
        List<ReceivedEvent<StockEvent>> events = List.of(new ReceivedEvent<>(reserved(id), Optional.empty()));
        assertThatThrownBy(() -> handler.handle(events))
                .isInstanceOfSatisfying(
                        TransactionException.class,
                        failed -> assertThat(failed.isTransient()).isTrue());
        assertThat(countOf("t_inbox", id)).isZero();
        setStatus(id, "PENDING");
        handler.handle(events);
        assertThat(service.statusOf(USER, id)).isEqualTo("CONFIRMED");
        assertThat(countOf("t_inbox", id)).isEqualTo(1);
    }

    @Test
    void eventOfAnOrderThatIsNotThereIsKeptAsADeadLetterAndHoldsNobodyUp() {
        String absent =
                Long.toString(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(USER), OrderId.MAX_WORKER, 0));
        String id = place();
        service.send(reserved(absent));
        service.send(reserved(id));
        awaitStatus(id, "CONFIRMED");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.published("inventory-events.dlt", absent))
                        .containsExactly("StockReservedEvent"));
        assertThat(countOf("t_inbox", absent)).isZero();
    }

    @Test
    void pendingOrderHasItsEventSentAgainWithTheSameId() {
        String id = place();
        awaitPublished(id, "OrderCreatedEvent");
        // While its row is in the outbox, an event is not stored again.
        await().atMost(LIMIT).until(() -> unpublished(id) == 0);
        service.bean(RepublishPendingOrders.class).resend(Long.parseLong(id));
        awaitPublished(id, "OrderCreatedEvent", "OrderCreatedEvent");
    }

    /** Applies transitions as if one batch of events had requested them. */
    @SafeVarargs
    private static void apply(String id, UnaryOperator<Order>... transitions) {
        long orderId = Long.parseLong(id);
        service.bean(ApplyTransitions.class)
                .apply(
                        Stream.of(transitions)
                                .map(transition -> new TransitionRequest(orderId, transition, Optional.empty()))
                                .toList(),
                        Map.of("stock-" + id + "-1-1", orderId),
                        ApplyTransitions::afterEvent);
    }

    private static void setStatus(String id, String status) {
        var table = Shards.tableOfUser(USER);
        service.execute(
                table.database(),
                "UPDATE t_order_" + table.index() + " SET status = '" + status + "' WHERE order_id = " + id);
    }

    /** As if a process had died between commit and publish: the rows exist, but no process has them in memory. */
    private static void leaveBehind(String id, String versions, String sentAt) {
        var table = Shards.tableOfUser(USER);
        service.execute(table.database(), """
            INSERT INTO t_outbox_%1$d (partition_key, event_id, type, payload, created_at, sent_at)
            SELECT '%2$s', 'order-%2$s-1-' || v, 'OrderCancelledEvent',
              '{"orderId":"%2$s","userId":"%3$d","version":' || v
                || ',"epoch":1,"region":"east","at":"2026-01-01T00:00:00Z"}', '2026-01-01', %4$s
            FROM unnest('{%5$s}'::int[]) v
            """.formatted(table.index(), id, USER, sentAt, versions));
    }

    private static String place() {
        return service.place(USER, UUID.randomUUID().toString());
    }

    private static StockReservedEvent reserved(String id) {
        return new StockReservedEvent(Long.parseLong(id), 1, 1, Instant.now());
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(LIMIT).until(() -> service.statusOf(USER, id).equals(status));
    }

    private static void awaitPublished(String id, String... types) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.published(id)).containsExactly(types));
    }

    private static WebTestClient.BodyContentSpec view(String id) {
        return service.as(USER)
                .get()
                .uri("/api/v1/orders/" + id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private static WebTestClient.ResponseSpec cancel(long user, String id) {
        return service.as(user).post().uri("/api/v1/orders/" + id + "/cancel").exchange();
    }

    private static Map<?, ?> page(long user, String query) {
        Map<?, ?> page = service.as(user)
                .get()
                .uri("/api/v1/orders" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return page == null ? Map.of() : page;
    }

    private static List<String> ids(Map<?, ?> page) {
        return ((List<?>) java.util.Objects.requireNonNull(page.get("items")))
                .stream()
                        .map(item -> String.valueOf(((Map<?, ?>) item).get("orderId")))
                        .toList();
    }

    private static long unpublished(String id) {
        var shard = Shards.tableOfUser(USER);
        return service.count(
                shard.database(),
                "SELECT count(*) FROM t_outbox_" + shard.index() + " WHERE partition_key = '" + id + "'");
    }

    private static long countOf(String table, String id) {
        var shard = Shards.tableOfUser(USER);
        return service.count(
                shard.database(), "SELECT count(*) FROM " + table + "_" + shard.index() + " WHERE order_id = " + id);
    }
}
