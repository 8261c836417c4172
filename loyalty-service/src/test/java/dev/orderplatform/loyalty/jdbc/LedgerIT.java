package dev.orderplatform.loyalty.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.loyalty.TestOrder;
import dev.orderplatform.loyalty.domain.Transfer;
import dev.orderplatform.loyalty.domain.TransferKind;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.servers.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIT {
    private static final int THREADS = 6;
    private static final int EXPIRY_BATCH = 5;

    @SuppressWarnings("NullAway.Init")
    private static LedgerDatabase ledger;

    @BeforeAll
    static void open() {
        ledger = LedgerDatabase.open(
                SharedServers.postgres(),
                "ledger",
                new PointsProperties(Duration.ofDays(365), Duration.ofMinutes(1), EXPIRY_BATCH, 2),
                THREADS);
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    /** What the audit checks, too. */
    @AfterEach
    void accountsFollowFromTheirEntries() {
        assertThat(ledger.number("SELECT coalesce(sum(balance), 0) FROM t_account"))
                .isZero();
        assertThat(ledger.number("""
            SELECT count(*) FROM t_account a, LATERAL (
              SELECT coalesce(sum(points), 0) AS balance, count(*) AS version FROM t_entry e
              WHERE e.owner = a.owner AND e.account = a.account) AS e
            WHERE (a.balance, a.version) <> (e.balance, e.version)
            """)).isZero();
        assertThat(ledger.number("""
            SELECT count(*) FROM (
              SELECT version, balance_after, row_number() OVER account AS n, sum(points) OVER account AS balance
              FROM t_entry WINDOW account AS (PARTITION BY owner, account ORDER BY version)) e
            WHERE version <> n OR balance_after <> balance
            """)).isZero();
        assertThat(ledger.number("""
            SELECT count(*) FROM (
              SELECT balance_after, coalesce(sum(points) FILTER (WHERE kind IN ('POSTED', 'REVERSED', 'EXPIRED'))
                OVER (PARTITION BY user_id ORDER BY seq), 0) AS balance
              FROM t_transfer) t
            WHERE balance_after <> balance
            """)).isZero();
    }

    @Test
    void batchHasOneEntryInTheShopsAccount() {
        List<OrderEvent> events = IntStream.range(0, 50)
                .<OrderEvent>mapToObj(_ -> TestOrder.ofNewUser().paid())
                .toList();
        long before = ledger.number("SELECT count(*) FROM t_entry WHERE account = 'ISSUED'");
        ledger.apply(events);
        assertThat(ledger.number("SELECT count(*) FROM t_entry WHERE account = 'ISSUED'"))
                .isEqualTo(before + 1);
        assertThat(ledger.number("SELECT points FROM t_entry WHERE account = 'ISSUED' ORDER BY batch_id DESC LIMIT 1"))
                .isEqualTo(-50 * TestOrder.POINTS);
    }

    @Test
    void postedPointsOfABatchNeedNoEntryInTheShopsAccount() {
        TestOrder order = TestOrder.ofNewUser();
        ledger.apply(order.paid());
        long before = ledger.number("SELECT count(*) FROM t_entry WHERE account = 'ISSUED'");
        ledger.apply(order.delivered());
        assertThat(ledger.number("SELECT count(*) FROM t_entry WHERE account = 'ISSUED'"))
                .isEqualTo(before);
    }

    /** Few users and many batches: all contend for the shop's accounts, and for those of each user. */
    @Test
    void parallelBatchesLoseNothing() throws Exception {
        List<TestOrder> orders = new ArrayList<>();
        for (int user = 0; user < 4; user++) {
            TestOrder first = TestOrder.ofNewUser();
            IntStream.range(0, 60).forEach(_ -> orders.add(TestOrder.of(first.user())));
        }
        List<OrderEvent> events = new ArrayList<>(orders.stream()
                .flatMap(order -> Stream.<OrderEvent>of(order.paid(), order.paid(), order.delivered()))
                .toList());
        Collections.shuffle(events, new Random(1));
        List<Callable<Boolean>> batches = new ArrayList<>();
        for (int first = 0; first < events.size(); first += 12) {
            List<OrderEvent> batch = events.subList(first, Math.min(first + 12, events.size())).stream()
                    .distinct()
                    .toList();
            batches.add(() -> {
                applyRetrying(batch);
                return true;
            });
        }
        runAll(batches);
        for (TestOrder order : orders) {
            assertThat(balance(order, "POSTED")).isEqualTo(60 * TestOrder.POINTS);
            assertThat(balance(order, "PENDING")).isZero();
        }
        assertThat(ledger.number("SELECT count(*) FROM t_account WHERE account = 'ISSUED'"))
                .isEqualTo(2);
    }

    // As the consumer does: applies a batch again that fails because another transaction has just inserted its order.
    // A deadlock would be a failure.
    private static void applyRetrying(List<OrderEvent> batch) {
        while (true) {
            try {
                ledger.apply(batch);
                return;
            } catch (TransactionException e) {
                if (!e.isDuplicate()) {
                    throw e;
                }
            }
        }
    }

    @Test
    void balanceAfterIsThePostedBalanceAtThatItem() {
        TestOrder first = TestOrder.ofNewUser();
        TestOrder second = TestOrder.of(first.user());
        ledger.apply(first.paid(), first.delivered(), second.paid());
        ledger.apply(second.delivered());
        assertThat(ledger.sql()
                        .sql("SELECT kind || ' ' || balance_after FROM t_transfer WHERE user_id = ? ORDER BY seq")
                        .param(first.user())
                        .query(String.class)
                        .list())
                .containsExactly("PENDING 0", "POSTED 39", "PENDING 39", "POSTED 78");
    }

    @Test
    void duePointsExpireInBatchesAndOnce() {
        List<TestOrder> orders =
                IntStream.range(0, 12).mapToObj(_ -> TestOrder.ofNewUser()).toList();
        orders.forEach(order -> ledger.apply(order.paid(), order.delivered()));
        makeDue(orders);
        assertThat(ledger.expireDue()).isEqualTo(12);
        assertThat(ledger.expireDue()).isZero();
        for (TestOrder order : orders) {
            assertThat(balance(order, "POSTED")).isZero();
        }
    }

    @Test
    void concurrentSearchesExpireEachOrderOnce() throws Exception {
        TestOrder first = TestOrder.ofNewUser();
        List<TestOrder> orders = new ArrayList<>(
                IntStream.range(0, 40).mapToObj(_ -> TestOrder.ofNewUser()).toList());
        IntStream.range(0, 20).forEach(_ -> orders.add(TestOrder.of(first.user())));
        ledger.apply(orders.stream()
                .flatMap(order -> Stream.<OrderEvent>of(order.paid(), order.delivered()))
                .toList());
        makeDue(orders);
        Callable<Integer> expire = () -> ledger.expireDue();
        int expired = runAll(List.of(expire, expire, expire)).stream()
                .mapToInt(Integer::intValue)
                .sum();
        // What another instance had locked is left for the next search.
        assertThat(expired + ledger.expireDue()).isEqualTo(60);
        assertThat(balance(first, "POSTED")).isZero();
    }

    @Test
    void expirySkipsCustomersWhoseAccountIsInUse() {
        TestOrder order = TestOrder.ofNewUser();
        ledger.apply(order.paid(), order.delivered());
        makeDue(List.of(order)); // due for longest, so in the first batch
        List<TestOrder> others = IntStream.range(0, EXPIRY_BATCH)
                .mapToObj(_ -> TestOrder.ofNewUser())
                .toList();
        others.forEach(other -> ledger.apply(other.paid(), other.delivered()));
        makeDue(others);
        int whileLocked = Transaction.run(ledger.pool(), transaction -> {
            try (var lock = transaction.prepare("SELECT FROM t_account WHERE owner = ? FOR UPDATE")) {
                lock.setLong(1, order.user());
                lock.executeQuery();
                return ledger.expireDue();
            }
        });
        assertThat(whileLocked).isEqualTo(EXPIRY_BATCH);
        assertThat(ledger.expireDue()).isEqualTo(1);
    }

    @Test
    void pointsAreNotDueBeforeTheirTime() {
        TestOrder order = TestOrder.ofNewUser();
        ledger.apply(order.paid(), order.delivered());
        assertThat(ledger.expireDue()).isZero();
        assertThat(balance(order, "POSTED")).isEqualTo(TestOrder.POINTS);
    }

    @Test
    void expiryLeavesWhatACorrectionHasTaken() {
        TestOrder order = TestOrder.ofNewUser();
        ledger.apply(order.paid(), order.delivered());
        ledger.post(reversal(order, TestOrder.POINTS + 10));
        assertThat(balance(order, "POSTED")).isEqualTo(-10);
        makeDue(List.of(order));
        assertThat(ledger.expireDue()).isEqualTo(1);
        assertThat(balance(order, "POSTED")).isEqualTo(-10);
    }

    @Test
    void sameTransferTwiceIsRejected() {
        TestOrder order = TestOrder.ofNewUser();
        ledger.apply(order.paid());
        Transfer repeated = new Transfer(
                order.paid().id() + "-PENDING", TransferKind.PENDING, order.user(), order.id(), 1, Optional.empty());
        assertThatThrownBy(() -> ledger.post(repeated)).isInstanceOf(TransactionException.class);
        assertThat(balance(order, "PENDING")).isEqualTo(TestOrder.POINTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "POSTED"})
    void databaseRefusesANegativeBalance(String account) {
        TestOrder order = TestOrder.ofNewUser();
        ledger.apply(order.paid());
        assertThatThrownBy(() ->
                        ledger.sql().sql("""
                            INSERT INTO t_entry (owner, account, version, batch_id, transfer_id, kind, points, balance_after)
                            VALUES (?, ?, 9, 0, 't', 'EXPIRED', -1, -1)
                            """).param(order.user()).param(account).update())
                .hasStackTraceContaining("ck_entry_covered");
        assertThatThrownBy(() -> ledger.sql()
                        .sql("UPDATE t_account SET balance = -1 WHERE owner = ? AND account = 'PENDING'")
                        .param(order.user())
                        .update())
                .hasStackTraceContaining("ck_account_covered");
    }

    @Test
    void onlyACorrectionWithAReasonMayOverdraw() {
        TestOrder order = TestOrder.ofNewUser();
        ledger.post(reversal(order, 5));
        assertThat(balance(order, "POSTED")).isEqualTo(-5);
        assertThatThrownBy(() -> ledger.sql().sql("""
            INSERT INTO t_transfer (transfer_id, batch_id, kind, user_id, order_id, points, balance_after)
            VALUES ('t', 0, 'REVERSED', 1, 1, -1, -1)
            """).update()).hasStackTraceContaining("t_transfer_check");
    }

    @Test
    void appCannotChangeTransfersAndEntries() {
        for (String table : List.of("t_transfer", "t_entry")) {
            assertThatThrownBy(() -> ledger.sql().sql("DELETE FROM " + table).update())
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> ledger.sql()
                            .sql("UPDATE " + table + " SET points = 1")
                            .update())
                    .hasStackTraceContaining("permission denied");
        }
    }

    private static Transfer reversal(TestOrder order, long amount) {
        return new Transfer(
                "reversal-" + order.id(),
                TransferKind.REVERSED,
                order.user(),
                order.id(),
                amount,
                Optional.of("a test"));
    }

    private static void makeDue(List<TestOrder> orders) {
        ledger.sql()
                .sql("UPDATE t_order_points SET expires_at = now() WHERE order_id IN (:ids)")
                .param("ids", orders.stream().map(TestOrder::id).toList())
                .update();
    }

    private static long balance(TestOrder order, String account) {
        return ledger.sql()
                .sql("SELECT coalesce(sum(balance), 0) FROM t_account WHERE owner = ? AND account = ?")
                .param(order.user())
                .param(account)
                .query(Long.class)
                .single();
    }

    private static <T> List<T> runAll(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<T> results = new ArrayList<>();
            for (Future<T> task : threads.invokeAll(tasks)) {
                results.add(task.get());
            }
            return results;
        }
    }
}
