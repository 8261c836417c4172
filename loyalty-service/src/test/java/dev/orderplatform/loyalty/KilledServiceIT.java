package dev.orderplatform.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.servers.Barrier;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryService;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is killed at a statement of a batch; after its restart, each event has had its effect once. */
class KilledServiceIT {
    private static final String DATABASE = "killed";
    private static final int ORDERS = 20;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @SuppressWarnings("NullAway.Init")
    private static TemporaryService process;

    @BeforeAll
    static void start() {
        service = RunningService.withoutProcess(DATABASE);
        process = TemporaryService.start(
                "loyalty",
                TemporaryService.reservePort(),
                "dev.orderplatform.loyalty.LoyaltyService",
                RunningService.properties(DATABASE));
    }

    @AfterAll
    static void stop() {
        process.close();
        service.close();
    }

    /** Everything but the entries and the shop's account is written, and nothing committed. */
    @Test
    void beforeTheCommitOfABatch() {
        killInABatch("t_entry");
    }

    @Tag("drill")
    @ParameterizedTest
    @ValueSource(strings = {"t_inbox", "t_order_points", "t_account", "t_transfer"})
    void amidABatch(String table) {
        killInABatch(table);
    }

    @Tag("drill")
    @Test
    void whilePointsExpire() {
        TestOrder order = TestOrder.ofNewUser();
        service.apply(order.paid(), order.delivered());
        killAt(
                "t_entry",
                () -> service.sql()
                        .sql("UPDATE t_order_points SET expires_at = now() WHERE order_id = ?")
                        .param(order.id())
                        .update());
        await().atMost(RunningService.TIMEOUT)
                .untilAsserted(() ->
                        assertThat(service.transfers(order)).containsExactly("PENDING 39", "POSTED 39", "EXPIRED -39"));
        expectZeroSum();
    }

    private static void killInABatch(String table) {
        List<TestOrder> orders =
                IntStream.range(0, ORDERS).mapToObj(_ -> TestOrder.ofNewUser()).toList();
        OrderEvent[] events = orders.stream()
                .flatMap(order -> Stream.of(order.paid(), order.delivered()))
                .toArray(OrderEvent[]::new);
        killAt(table, () -> service.send(events));
        service.awaitApplied(events);
        for (TestOrder order : orders) {
            assertThat(service.transfers(order)).containsExactly("PENDING 39", "POSTED 39");
            assertThat(service.balance(order, "POSTED")).isEqualTo(TestOrder.POINTS);
        }
        expectZeroSum();
    }

    private static void killAt(String table, Runnable trigger) {
        try (Barrier barrier = SharedServers.postgres().barrier(DATABASE, table, "%INSERT INTO " + table + " %")) {
            trigger.run();
            await().atMost(RunningService.TIMEOUT).until(barrier::isReached);
            process.kill();
        }
        process.start();
    }

    private static void expectZeroSum() {
        assertThat(service.sql()
                        .sql("SELECT sum(balance) FROM t_account")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
