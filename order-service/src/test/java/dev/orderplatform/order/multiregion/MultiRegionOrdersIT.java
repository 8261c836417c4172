package dev.orderplatform.order.multiregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.multiregion.TwoOrderServices.Answer;
import dev.orderplatform.servers.Barrier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MultiRegionOrdersIT {
    private static final Duration RECOVERY = Duration.ofSeconds(40);
    private static final TwoOrderServices platform = TwoOrderServices.shared();

    @BeforeEach
    void awaitHealth() {
        platform.awaitHealth();
    }

    @Test
    void acknowledgedOrderLiesInBothRegions() {
        long user = platform.newUser();

        Answer answer = platform.place(user, "key");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("xid").asText()).isNotEmpty();
        assertThat(answer.json().get("status").asText()).isEqualTo("PENDING");
        assertThat(platform.east.orders(user)).containsExactly("PENDING");
        assertThat(platform.west.content(user)).hasSize(1).isEqualTo(platform.east.content(user));
        Answer again = platform.place(user, "key");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(answer.json());
        assertThat(platform.get(
                                user,
                                "/api/v1/orders/" + answer.json().get("orderId").asText())
                        .json()
                        .get("xid"))
                .isEqualTo(answer.json().get("xid"));
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.west.orders(user)).containsExactly("PENDING"));
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.east.undoLog(user) + platform.west.undoLog(user))
                        .isZero());
    }

    /** The period between the branches and the decision, for which the status UNDECIDED exists. */
    @Test
    void homeIsKilledBetweenTheGlobalCommitAndTheOutboxRowWhileClientsRetryAndCancel() throws Exception {
        long user = platform.newUser();
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        CompletableFuture<Answer> first;
        CompletableFuture<Void> cancels;
        AtomicBoolean over = new AtomicBoolean();
        try (Barrier outbox = platform.east.outbox(user)) {
            first = platform.placeUpTo(outbox, user);
            assertThat(platform.east.orders(user)).containsExactly("UNDECIDED");
            assertThat(platform.place(user, "key"))
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(409))
                    .satisfies(answer -> assertThat(answer.retryAfter()).isPresent());
            assertThat(platform.get(user, "/api/v1/orders").json().get("items")).isEmpty();
            long orderId = Long.parseLong(platform.east
                    .column(user, "SELECT order_id FROM t_order_{n} WHERE user_id = " + user)
                    .getFirst());
            assertThat(platform.get(user, "/api/v1/orders/" + orderId).status()).isEqualTo(404);
            cancels = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    answers.add(platform.cancel(user, orderId));
                }
            });
            platform.east.service().kill();
        }
        assertThat(first.get().status()).isZero();
        CompletableFuture<Void> retries = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                answers.add(platform.place(user, "key"));
            }
        });
        platform.east.service().start();
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(answers).anyMatch(answer -> answer.status() == 200));
        over.set(true);
        CompletableFuture.allOf(retries, cancels).join();

        assertThat(answers).extracting(Answer::status).isSubsetOf(0, 200, 404, 409, 503);
        assertThat(platform.east.orders(user)).hasSize(1);
        assertThat(platform.west.content(user)).isEqualTo(platform.east.content(user));
        Answer stored = platform.place(user, "key");
        assertThat(stored.status()).isEqualTo(200);
        assertThat(platform.cancel(user, stored.json().get("orderId").asLong()).status())
                .isEqualTo(200);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.east.column(user, "SELECT 1 FROM t_outbox_{n}"))
                        .isEmpty());
    }

    @Test
    void otherBodyUnderTheSameKeyIsRefused() {
        long user = platform.newUser();
        assertThat(platform.place(user, "key").status()).isEqualTo(201);
        Answer other = platform.place(user, "key", TwoOrderServices.BODY.replace("\"quantity\":2", "\"quantity\":4"));
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void oneOfManyWithTheSameKeyIsPlaced() {
        long user = platform.newUser();
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 10)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> platform.place(user, "key")))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).filter(answer -> answer.status() == 201))
                .hasSize(1);
        assertThat(platform.east.orders(user)).hasSize(1);
    }

    @Test
    void theReplicaInterfaceWantsAServicesToken() {
        long user = platform.newUser();
        assertThat(platform.get(user, "/internal/replicas/1").status()).isEqualTo(403);
    }

    @Test
    @Tag("drill")
    void withoutTheOtherRegionItIsRefusedQuicklyAndRegionOrdersGoOn() {
        platform.west.service().kill();
        for (int n = 0; n < 5; n++) {
            refusedQuickly(platform.place(platform.newUser(), "key"));
        }
        placesRegionOrders();
    }

    @Test
    void withoutTheCoordinatorItIsRefusedQuicklyAndRegionOrdersGoOnAfterARestartToo() {
        platform.seata.kill();
        for (int n = 0; n < 5; n++) {
            refusedQuickly(platform.place(platform.newUser(), "key"));
        }
        placesRegionOrders();
        // Orders of the warm-up's own users and key: they must not make the restart fail.
        assertThat(LongStream.rangeClosed(1, 8)
                        .mapToObj(user -> platform.place(user, "warm-up", TwoOrderServices.body(Durability.REGION))))
                .extracting(Answer::status)
                .contains(201);
        platform.east.service().kill();
        platform.east.service().start();
        placesRegionOrders();
    }

    @Test
    void withAFrozenCoordinatorItIsRefusedQuickly() {
        platform.seata.pause();
        try {
            for (int n = 0; n < 5; n++) {
                refusedQuickly(platform.place(platform.newUser(), "key"));
            }
        } finally {
            platform.seata.resume();
        }
    }

    private static void placesRegionOrders() {
        Answer region = platform.place(platform.newUser(), "key", TwoOrderServices.body(Durability.REGION));
        assertThat(region.status()).as(region.body()).isEqualTo(201);
    }

    private static void refusedQuickly(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.retryAfter()).isNotEqualTo(Optional.empty());
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(2));
    }
}
