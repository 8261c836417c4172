package dev.orderplatform.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.regions.OwnedSlots;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** East, of two regions, in the demo profile. The service expires orders each second, beside the test. */
@Order(5)
class PaymentWindowIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LIFE = "PENDING,CONFIRMED,CANCELLED";
    private static final long USER = user("east", 0);
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared(
                "spring.profiles.active=demo", "platform.control.regions=east,west", "platform.payment-window=10m");
    }

    @Test
    void confirmedOrderHasATimerWithJitterAndAnUnpaidOneIsCancelled() {
        String pending = place();
        assertThat(timers(pending, "true")).isZero();
        List<String> ids = confirmed(20);
        for (String id : ids) {
            assertThat(timers(id, "due_at - now() BETWEEN interval '9 min' AND interval '10 min 30 s'"))
                    .isOne();
        }
        assertThat(service.text(
                        table().database(),
                        "SELECT count(DISTINCT due_at) FROM t_timer_" + table().index() + " WHERE order_id IN ("
                                + String.join(",", ids) + ")"))
                .isEqualTo("20");
        makeDue(ids.getFirst());
        awaitHistory(ids.getFirst(), LIFE);
        assertThat(timers(ids.getFirst(), "true")).isZero();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.published(ids.getFirst()))
                        .containsExactly("OrderCreatedEvent", "OrderConfirmedEvent", "OrderCancelledEvent"));
        assertThat(history(ids.getLast())).isEqualTo("PENDING,CONFIRMED");
    }

    @Test
    void paymentAndCancellationStopTheTimer() {
        String paid = confirmed(1).getFirst();
        String cancelled = confirmed(1).getFirst();
        pay(paid);
        service.as(USER)
                .post()
                .uri("/api/v1/orders/" + cancelled + "/cancel")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(timers(paid, "true")).isZero();
        assertThat(timers(cancelled, "true")).isZero();
    }

    @Test
    void demoEndsTheWindowOfOneOrder() {
        String id = confirmed(1).getFirst();
        String other = confirmed(1).getFirst();
        endWindow(id).expectStatus().isNoContent();
        awaitHistory(id, LIFE);
        endWindow(id).expectStatus().isNotFound();
        endWindow("x").expectStatus().isNotFound();
        endWindow(place()).expectStatus().isNotFound();
        assertThat(history(other)).isEqualTo("PENDING,CONFIRMED");
        endWindow(Long.toString(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(user("west", 0)), 31, 0)))
                .expectStatus()
                .isEqualTo(421);
        service.as(USER)
                .post()
                .uri("/internal/orders/" + other + "/timer/due")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void captureDuringTheCancellationEndsInExactlyOneOfPaidAndRefundPending() throws Exception {
        List<String> all = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            List<String> ids = confirmed(24);
            makeDue(ids);
            Stream<Callable<Integer>> payments = ids.stream().map(id -> () -> {
                pay(id);
                return 1;
            });
            // In turns, the ones or the others are first at the pool of connections.
            atOnce((round % 2 == 0 ? Stream.concat(payments, expiries(6)) : Stream.concat(expiries(6), payments))
                    .toList());
            all.addAll(ids);
        }
        assertThat(all.stream().map(PaymentWindowIT::history))
                .allMatch(
                        history -> history.equals("PENDING,CONFIRMED,PAID") || history.equals(LIFE + ",REFUND_PENDING"))
                .contains("PENDING,CONFIRMED,PAID", LIFE + ",REFUND_PENDING"); // otherwise they did not compete
    }

    @Test
    void severalInstancesAtOnceCancelEachOrderOnce() throws Exception {
        List<String> ids = confirmed(600);
        makeDue(ids);
        atOnce(expiries(6).toList());
        await().atMost(LIMIT).until(() -> timersOf(ids) == 0);
        assertThat(ids.stream().map(PaymentWindowIT::history)).containsOnly(LIFE);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.published(Set.copyOf(ids)))
                        .containsOnlyKeys(ids)
                        .values()
                        .containsOnly(List.of("OrderCreatedEvent", "OrderConfirmedEvent", "OrderCancelledEvent")));
    }

    @Test
    void instanceThatIsKilledInTheMiddleOfABatchLosesNothingAndRepeatsNothing() throws Exception {
        List<String> ids = confirmed(100);
        try (Connection barrier =
                        service.bean(Shards.class).database(table().database()).getConnection();
                Statement statement = barrier.createStatement()) {
            barrier.setAutoCommit(false);
            // Orders are locked and cancelled in the domain, but their statement waits to write the events.
            statement.execute("LOCK TABLE t_outbox_" + table().index() + " IN SHARE MODE");
            makeDue(ids);
            CompletableFuture<Integer> killed = CompletableFuture.supplyAsync(PaymentWindowIT::expire);
            String waiting =
                    "FROM pg_locks WHERE NOT granted AND relation = 't_outbox_%d'::regclass".formatted(table().index());
            // Kills the connection that has claimed the batch: the test's, or that of the service's periodic task.
            await().atMost(LIMIT)
                    .until(() -> statement
                            .executeQuery("SELECT pg_terminate_backend(pid) " + waiting)
                            .next());
            killed.handle((number, failure) -> {
                        assertThat(failure == null ? number : failure.getCause())
                                .isInstanceOfAny(Integer.class, TransactionException.class);
                        return true;
                    })
                    .join();
            assertThat(timersOf(ids)).isEqualTo(100);
            assertThat(ids.stream().map(PaymentWindowIT::history)).containsOnly("PENDING,CONFIRMED");
            barrier.rollback();
        }
        await().atMost(LIMIT).until(() -> timersOf(ids) == 0);
        assertThat(ids.stream().map(PaymentWindowIT::history)).containsOnly(LIFE);
        // Distinct: what waited for the locked outbox may be published twice.
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(service.published(Set.copyOf(ids)))
                        .containsOnlyKeys(ids)
                        .allSatisfy((_, events) -> assertThat(events.stream().distinct())
                                .containsExactly("OrderCreatedEvent", "OrderConfirmedEvent", "OrderCancelledEvent")));
    }

    @Test
    void orderThatIsLockedDoesNotDelayTheOthers() throws Exception {
        List<String> ids = confirmed(2);
        try (Connection other =
                        service.bean(Shards.class).database(table().database()).getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "SELECT FROM t_order_%d WHERE order_id = %s FOR UPDATE".formatted(table().index(), ids.getFirst()));
            makeDue(ids);
            awaitHistory(ids.getLast(), LIFE);
            assertThat(history(ids.getFirst())).isEqualTo("PENDING,CONFIRMED");
            other.rollback();
        }
        awaitHistory(ids.getFirst(), LIFE);
    }

    @Test
    void replicaIsCancelledOnlyByTheRegionThatOwnsIt() {
        long west = user("west", 1);
        Replica unpaid = new Replica(west, 0);
        Replica paid = new Replica(west, 1);
        replicate(unpaid.created(), unpaid.confirmed(), paid.created(), paid.confirmed());
        assertThat(unpaid.timers("due_at > now() + interval '9 min'")).isOne();
        replicate(paid.paid());
        assertThat(paid.timers("true")).isZero();
        unpaid.makeDue();
        assertThatThrownBy(() -> service.bean(ExpireOrders.class).makeDue(unpaid.id))
                .hasMessageContaining("west");
        service.bean(ExpireOrders.class).expire();
        assertThat(unpaid.timers("due_at <= now()")).isOne();
        service.control("UPDATE t_slot SET region = 'east', epoch = 2 WHERE slot = "
                + Slot.ofUser(west).number());
        await().atMost(LIMIT).until(() -> service.bean(OwnedSlots.class).owns(Slot.ofUser(west)));
        await().atMost(LIMIT).until(() -> unpaid.timers("true") == 0);
        assertThat(history(Long.toString(unpaid.id))).isEqualTo(LIFE);
        assertThat(history(Long.toString(paid.id))).isEqualTo("PENDING,CONFIRMED,PAID");
    }

    /** An order of west's user, replicated to east. */
    private record Replica(long id, long user) {
        private static final List<Line> LINES = List.of(new Line("SKU-00001", 1, 1999));

        Replica(long user, int sequence) {
            this(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(user), 16, sequence), user);
        }

        OrderEvent created() {
            return new OrderCreatedEvent(
                    id, user, 1, 1, "west", OrderId.time(id), "REGION", 1999, "CNY", LINES, "key-" + id, "");
        }

        OrderEvent confirmed() {
            return new OrderConfirmedEvent(id, user, 2, 1, "west", Instant.now(), 1999, "CNY", LINES);
        }

        OrderEvent paid() {
            return new OrderPaidEvent(id, user, 3, 1, "west", Instant.now(), 1999, "CNY", LINES, id + "-1");
        }

        long timers(String condition) {
            ShardMap.Table table = Shards.tableOfOrder(id);
            return service.count(
                    table.database(),
                    "SELECT count(*) FROM t_timer_%d WHERE order_id = %d AND %s"
                            .formatted(table.index(), id, condition));
        }

        void makeDue() {
            ShardMap.Table table = Shards.tableOfOrder(id);
            service.execute(
                    table.database(),
                    "UPDATE t_timer_%d SET due_at = now() WHERE order_id = %d".formatted(table.index(), id));
        }
    }

    private static void replicate(OrderEvent... events) {
        service.replicas()
                .handle(Stream.of(events)
                        .map(event -> new ReceivedEvent<>(event, Optional.empty()))
                        .toList());
    }

    private static int expire() {
        return service.bean(ApplyTransitions.class).expire(table());
    }

    private static void pay(String id) {
        service.bean(ApplyPaymentEvents.class)
                .handle(List.of(new ReceivedEvent<>(
                        new PaymentCapturedEvent(id + "-1", Long.parseLong(id), 1, 1, Instant.now(), 1999, "CNY"),
                        Optional.empty())));
    }

    private static String place() {
        return service.place(USER, UUID.randomUUID().toString());
    }

    /** Orders of one table. */
    private static List<String> confirmed(int number) {
        List<String> ids = Stream.generate(PaymentWindowIT::place).limit(number).toList();
        service.bean(ApplyStockEvents.class)
                .handle(ids.stream()
                        .map(id -> new ReceivedEvent<>(
                                (StockEvent) new StockReservedEvent(Long.parseLong(id), 1, 1, Instant.now()),
                                Optional.empty()))
                        .toList());
        return ids;
    }

    private static Stream<Callable<Integer>> expiries(int number) {
        return Stream.<Callable<Integer>>generate(() -> PaymentWindowIT::expire).limit(number);
    }

    private static List<Integer> atOnce(List<Callable<Integer>> tasks) throws Exception {
        List<Integer> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private static WebTestClient.ResponseSpec endWindow(String id) {
        return service.anonymous()
                .post()
                .uri("/internal/orders/{id}/timer/due", id)
                .headers(headers -> headers.setBearerAuth(RunningOrderService.serviceToken()))
                .exchange();
    }

    private static void makeDue(String id) {
        makeDue(List.of(id));
    }

    private static void makeDue(List<String> ids) {
        service.execute(
                table().database(),
                "UPDATE t_timer_%d SET due_at = now() WHERE order_id IN (%s)"
                        .formatted(table().index(), String.join(",", ids)));
    }

    private static long timers(String id, String condition) {
        return service.count(
                table().database(),
                "SELECT count(*) FROM t_timer_%d WHERE order_id = %s AND %s".formatted(table().index(), id, condition));
    }

    private static long timersOf(List<String> ids) {
        return service.count(
                table().database(),
                "SELECT count(*) FROM t_timer_%d WHERE order_id IN (%s)"
                        .formatted(table().index(), String.join(",", ids)));
    }

    private static void awaitHistory(String id, String statuses) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(history(id)).isEqualTo(statuses));
    }

    private static String history(String id) {
        return service.bean(Orders.class).find(Long.parseLong(id)).orElseThrow().history().changes().stream()
                .map(change -> change.status().name())
                .collect(Collectors.joining(","));
    }

    private static ShardMap.Table table() {
        return Shards.tableOfUser(USER);
    }

    /** The n-th user of a region. */
    private static long user(String region, int n) {
        int parity = region.equals("east") ? 0 : 1;
        return LongStream.iterate(9_000, user -> user + 1)
                .filter(user -> Slot.ofUser(user).number() % 2 == parity)
                .skip(n)
                .findFirst()
                .orElseThrow();
    }
}
