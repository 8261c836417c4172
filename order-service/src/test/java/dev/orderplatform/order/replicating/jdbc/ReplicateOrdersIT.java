package dev.orderplatform.order.replicating.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.contracts.OrderRefundedEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.regions.OwnedSlots;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** East, with replicas of west's orders. */
@Order(3)
class ReplicateOrdersIT {
    private static final List<Line> LINES = List.of(new Line("SKU-00001", 2, 1999));
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicInteger SEQUENCE = new AtomicInteger();
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared("platform.control.regions=east,west");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "132", "213", "231", "312", "321", "1122331", "33221", "2312", "13"})
    void replicaIsTheSameInWhateverOrderAndHoweverOftenEventsCome(String versions) {
        Sample order = new Sample();
        versions.chars().forEach(version -> apply(order.event(version - '0')));
        if (versions.contains("2")) {
            assertThat(order.row()).isEqualTo("CANCELLED 3 PENDING,CONFIRMED,CANCELLED west 7");
            assertThat(order.count("t_replica_event", "true")).isZero();
        } else {
            assertThat(order.row()).isEqualTo("PENDING 1 PENDING west 7");
            assertThat(order.count("t_replica_event", "version = 3")).isOne();
        }
        assertThat(order.count("t_order_item", "quantity = 2 AND price_minor = 1999 AND line_no = 1"))
                .isOne();
        assertThat(order.count("t_inbox", "true"))
                .isEqualTo(versions.chars().distinct().count());
    }

    @Test
    void eventThatANewerVersionKeptWaitsForTheNextUpgradeWhenThatIsRolledBack() {
        Sample order = new Sample();
        order.execute("INSERT INTO t_replica_event_{n} (order_id, version, type, payload)"
                + " VALUES ({id}, 3, 'OrderOfTheNextVersionEvent', '{}')");
        apply(order.event(1), order.event(2));
        assertThat(order.row()).isEqualTo("CONFIRMED 2 PENDING,CONFIRMED west 7");
        assertThat(order.count("t_replica_event", "version = 3")).isOne();
    }

    @Test
    void batchOfManyOrdersIsAppliedAtOnce() {
        List<Sample> orders =
                java.util.stream.Stream.generate(Sample::new).limit(40).toList();
        apply(orders.stream()
                .flatMap(order -> java.util.stream.Stream.of(order.event(2), order.event(1)))
                .toArray(OrderEvent[]::new));
        assertThat(orders)
                .allSatisfy(order -> assertThat(order.row()).isEqualTo("CONFIRMED 2 PENDING,CONFIRMED west 7"));
    }

    @Test
    void rejectionIsReplicated() {
        Sample order = new Sample();
        apply(order.event(1), order.rejected());
        assertThat(order.count("t_order", "rejection ->> 'reason' = 'OUT_OF_STOCK' AND status = 'REJECTED'"))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "54321", "31524", "1122334455"})
    void replicaOfARefundedOrderCanGiveBackEveryEvent(String versions) {
        Sample order = new Sample();
        List<OrderEvent> life = order.refunded();
        versions.chars().forEach(version -> apply(life.get(version - '1')));
        assertThat(service.bean(Orders.class).find(order.id).orElseThrow().events())
                .isEqualTo(life);
    }

    @Test
    void replicaThatAGlobalTransactionWroteBecomesPendingByTheCreation() {
        Sample order = new Sample();
        apply(order.event(1));
        order.execute("UPDATE t_order_{n} SET status = 'UNDECIDED', history = '[]', xid = 'x' WHERE order_id = {id}");
        apply(order.event(2));
        assertThat(order.count("t_order", "status = 'UNDECIDED'")).isOne();
        apply(order.event(1));
        assertThat(order.row()).isEqualTo("CONFIRMED 2 PENDING,CONFIRMED west 7");
        assertThat(order.count("t_order", "xid = 'x'")).isOne();
    }

    @Test
    void ownOrdersAreNeverTouched() {
        String own = service.place(user("east", 1), "own");
        long id = Long.parseLong(own);
        apply(new OrderCancelledEvent(id, user("east", 1), 2, 1, "west", Instant.now()));
        assertThat(service.statusOf(user("east", 1), own)).isEqualTo("PENDING");
        assertThat(new Sample(id).count("t_replica_event", "true")).isZero();
    }

    @Test
    void replicasAreNeitherPublishedNorAskedForAgain() {
        Sample order = new Sample();
        apply(order.event(1));
        ShardMap.Table table = Shards.tableOfOrder(order.id);
        List<Slot> own = Shards.slotsOf(table)
                .filter(service.bean(OwnedSlots.class)::owns)
                .toList();
        assertThat(service.bean(Orders.class).pendingBetween(table, own, 0, Long.MAX_VALUE, 1_000))
                .doesNotContain(order.id);
        assertThat(order.unpublished()).isZero();
    }

    @Test
    void regionThatTakesOverFoldsRetriesOfOrdersThatItHadAsReplicas() {
        long user = user("west", 3);
        Sample order = new Sample(user, "promised", basketHash());
        apply(order.event(1));
        service.control("UPDATE t_slot SET region = 'east', epoch = epoch + 1 WHERE slot = "
                + Slot.ofUser(user).number());
        await().atMost(LIMIT).until(() -> service.bean(OwnedSlots.class).owns(Slot.ofUser(user)));
        Map<?, ?> answer = service.as(user)
                .post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", "promised")
                .header("Content-Type", "application/json")
                .bodyValue("{\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":2}]}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(answer).extracting("orderId").isEqualTo(Long.toString(order.id));
        assertThat(service.place(user, "another")).isNotEqualTo(Long.toString(order.id));
        assertThat(new Sample(Long.parseLong(service.place(user, "another-one"))).count("t_order", "epoch = 2"))
                .isOne();
    }

    @Test
    void keyThatTheHomeRegionGaveToANewOrderLeavesTheOldReplica() {
        long user = user("west", 4);
        Sample old = new Sample(user, "again", "");
        Sample recent = new Sample(user, "again", "");
        apply(old.event(1));
        apply(recent.event(1));
        assertThat(old.count("t_order", "idempotency_key IS NULL")).isOne();
        assertThat(recent.count("t_order", "idempotency_key = 'again'")).isOne();
    }

    @Test
    void keyOfAnUndecidedOrderIsNotTakenFromIt() {
        long user = user("west", 6);
        Sample undecided = new Sample(user, "held", "");
        Sample recent = new Sample(user, "held", "");
        apply(undecided.event(1));
        undecided.execute("UPDATE t_order_{n} SET status = 'UNDECIDED', xid = 'x' WHERE order_id = {id}");
        // A transient failure: the consumer retries and discards nothing.
        assertThatThrownBy(() -> apply(recent.event(1))).hasCauseInstanceOf(SQLTransientException.class);
        assertThat(undecided.count("t_order", "status = 'UNDECIDED' AND idempotency_key = 'held'"))
                .isOne();

        undecided.execute("DELETE FROM t_order_{n} WHERE order_id = {id}");
        apply(recent.event(1));
        assertThat(recent.count("t_order", "idempotency_key = 'held'")).isOne();
    }

    private static void apply(OrderEvent... events) {
        service.bean(JdbcReplicas.class)
                .handle(Arrays.stream(events)
                        .map(event -> new ReceivedEvent<>(event, Optional.empty()))
                        .toList());
    }

    /** The n-th user of a region. */
    private static long user(String region, int n) {
        int parity = region.equals("east") ? 0 : 1;
        return LongStream.iterate(1, user -> user + 1)
                .filter(user -> Slot.ofUser(user).number() % 2 == parity)
                .skip(n)
                .findFirst()
                .orElseThrow();
    }

    // The hash for two units of SKU-00001, as the order request computes it.
    private static String basketHash() {
        String own = service.place(user("east", 5), "hash");
        Sample order = new Sample(Long.parseLong(own));
        order.execute(
                "UPDATE t_order_{n} SET body_hash = sha256(convert_to('REGION' || chr(10) || '2 SKU-00001', 'UTF8'))"
                        + " WHERE order_id = {id}");
        return service.bean(Orders.class)
                .find(order.id)
                .orElseThrow()
                .acceptance()
                .bodyHash();
    }

    /** An order of west for two units of SKU-00001, and its replica in east. */
    private static final class Sample {
        private final long id;
        private final long user;
        private final String key;
        private final String hash;

        Sample() {
            this(user("west", 20 + SEQUENCE.get() % 50), "key-" + SEQUENCE.get(), "");
        }

        Sample(long user, String key, String hash) {
            this.user = user;
            this.key = key;
            this.hash = hash;
            this.id = OrderId.compose(
                    System.currentTimeMillis() - 120_000, Slot.ofUser(user), 16, SEQUENCE.getAndIncrement() % 128);
        }

        Sample(long id) {
            this.id = id;
            this.user = 0;
            this.key = "";
            this.hash = "";
        }

        OrderEvent event(int version) {
            Instant at = OrderId.time(id).plusMillis(version);
            return switch (version) {
                case 1 ->
                    new OrderCreatedEvent(
                            id, user, 1, 7, "west", OrderId.time(id), "REGION", 3998, "CNY", LINES, key, hash);
                case 2 -> new OrderConfirmedEvent(id, user, 2, 7, "west", at, 3998, "CNY", LINES);
                default -> new OrderCancelledEvent(id, user, version, 7, "west", at);
            };
        }

        /** Paid, cancelled and refunded. */
        List<OrderEvent> refunded() {
            Instant at = OrderId.time(id).plusMillis(9);
            String refund = id + "-refund";
            return List.of(
                    event(1),
                    event(2),
                    new OrderPaidEvent(id, user, 3, 7, "west", at, 3998, "CNY", LINES, id + "-1"),
                    new OrderRefundRequestedEvent(
                            id, user, 4, 7, "west", at, refund, id + "-1", 3998, "CNY", "CANCELLED", LINES, true),
                    new OrderRefundedEvent(id, user, 5, 8, "east", at, refund, 3998, "CNY"));
        }

        OrderEvent rejected() {
            return new OrderRejectedEvent(
                    id, user, 2, 7, "west", Instant.now(), new Rejection(Rejection.OUT_OF_STOCK, List.of("SKU-00001")));
        }

        /** Status, version, history, region and epoch. */
        String row() {
            return service.text(table().database(), """
                SELECT status || ' ' || version || ' '
                  || (SELECT string_agg(step ->> 'status', ',') FROM jsonb_array_elements(history) AS step)
                  || ' ' || region || ' ' || epoch
                FROM t_order_%d WHERE order_id = %d
                """.formatted(table().index(), id));
        }

        long count(String name, String condition) {
            return service.count(
                    table().database(),
                    "SELECT count(*) FROM %s_%d WHERE order_id = %d AND %s"
                            .formatted(name, table().index(), id, condition));
        }

        long unpublished() {
            return service.count(
                    table().database(),
                    "SELECT count(*) FROM t_outbox_%d WHERE partition_key = '%d'".formatted(table().index(), id));
        }

        void execute(String sql) {
            service.execute(
                    table().database(),
                    sql.replace("{n}", Integer.toString(table().index())).replace("{id}", Long.toString(id)));
        }

        private ShardMap.Table table() {
            return Shards.tableOfOrder(id);
        }
    }
}
