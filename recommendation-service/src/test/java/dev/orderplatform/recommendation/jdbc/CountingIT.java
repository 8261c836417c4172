package dev.orderplatform.recommendation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.recommendation.TestOrder;
import dev.orderplatform.recommendation.domain.Basket;
import dev.orderplatform.recommendation.domain.Baskets;
import dev.orderplatform.recommendation.domain.Baskets.Counts;
import dev.orderplatform.recommendation.domain.CountBaskets;
import dev.orderplatform.recommendation.domain.Scored;
import dev.orderplatform.recommendation.rebuilding.RebuildStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A seed in a failing test's name repeats it. */
class CountingIT {
    private static final int SKUS = 30;
    private static final int SAMPLE = 8;

    @SuppressWarnings("NullAway.Init")
    private static Counting counting;

    @BeforeAll
    static void open() {
        counting = new Counting("counting");
    }

    @AfterAll
    static void close() {
        counting.close();
    }

    /** Events of paid orders, a third of them refunded; many twice, in any sequence. */
    private record Events(List<OrderEvent> events, List<Basket> counted) {

        static Events random(int seed, int orders) {
            SplittableRandom random = new SplittableRandom(seed);
            List<OrderEvent> events = new ArrayList<>();
            List<Basket> counted = new ArrayList<>();
            for (Basket basket : Baskets.random(random, orders, SKUS)) {
                TestOrder order = new TestOrder(basket.orderId(), basket.userId(), basket.skus());
                addSometimesTwice(random, events, order.paid());
                if (random.nextInt(3) == 0) {
                    addSometimesTwice(random, events, order.refundRequested());
                } else {
                    counted.add(basket);
                }
            }
            Collections.shuffle(events, new Random(seed));
            return new Events(events, counted);
        }

        private static void addSometimesTwice(SplittableRandom random, List<OrderEvent> events, OrderEvent event) {
            events.add(event);
            if (random.nextInt(3) == 0) {
                events.add(event);
            }
        }

        /** As the inbox calls the handler: no event twice in a batch. */
        List<List<OrderEvent>> batches(int seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<List<OrderEvent>> batches = new ArrayList<>();
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(80));
                batches.add(List.copyOf(new LinkedHashSet<>(events.subList(from, to))));
                from = to;
            }
            return batches;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void duplicatesAndSequenceDoNotMatter(int seed) {
        counting.reset(SAMPLE);
        Events events = Events.random(seed, 300);
        events.batches(seed).forEach(counting::handle);
        Counts expected = Counts.of(events.counted(), SAMPLE);
        assertThat(counting.counts()).isEqualTo(expected);
        // Not even after the inbox has forgotten the events.
        counting.sql().sql("DELETE FROM t_inbox").update();
        events.batches(-seed).reversed().forEach(counting::handle);
        assertThat(counting.counts()).isEqualTo(expected);
        finish(counting.rebuild(SAMPLE));
        assertThat(counting.counts()).isEqualTo(expected);
    }

    private static void finish(JdbcRebuild rebuild) {
        if (rebuild.status().building().isEmpty()) {
            rebuild.start();
        }
        boolean goesOn = true;
        while (goesOn) {
            goesOn = rebuild.step();
        }
    }

    @Test
    void countsAreRightAfterConcurrentEventsRetentionAndRebuilds() {
        counting.reset(SAMPLE);
        counting.handle(oldOrders(400));
        Events first = Events.random(11, 600);
        List<List<OrderEvent>> batches = first.batches(11);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> work = new ArrayList<>();
            for (int consumer = 0; consumer < 2; consumer++) {
                int offset = consumer;
                work.add(CompletableFuture.runAsync(
                        () -> {
                            for (int n = offset; n < batches.size(); n += 2) {
                                counting.handle(batches.get(n));
                            }
                        },
                        threads));
            }
            work.add(CompletableFuture.runAsync(
                    () -> {
                        finish(counting.rebuild(SAMPLE));
                        finish(counting.rebuild(SAMPLE));
                    },
                    threads));
            work.add(CompletableFuture.runAsync(
                    () -> {
                        counting.forget(30).forgetDue();
                        counting.forget(30).forgetDue();
                    },
                    threads));
            CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)).join();
        }
        assertThat(counting.baskets()).containsExactlyInAnyOrderElementsOf(first.counted());
        assertThat(counting.counts()).isEqualTo(Counts.of(first.counted(), SAMPLE));
        assertThat(counting.rebuild(SAMPLE).status().serving()).isEqualTo(3);
    }

    /** 100 days old. */
    private static List<OrderEvent> oldOrders(int count) {
        long time = Instant.now().minus(Duration.ofDays(100)).toEpochMilli();
        List<OrderEvent> events = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            long id = OrderId.compose(time + n, new Slot(1), 0, 0);
            events.add(new TestOrder(id, 1, List.of("SKU-00001", "SKU-00002", "SKU-%05d".formatted(n % SKUS + 3)))
                    .paid());
        }
        return events;
    }

    @Test
    void oldBasketsAreForgotten() {
        counting.reset(SAMPLE);
        counting.handle(oldOrders(250));
        counting.handle(List.of(TestOrder.of("SKU-00001", "SKU-00002").paid()));
        counting.forget(180).forgetDue();
        assertThat(counting.baskets()).hasSize(251);
        // One run has time for all of them, unless the machine is very slow.
        for (int run = 0; run < 20 && counting.baskets().size() > 1; run++) {
            counting.forget(30).forgetDue();
        }
        assertThat(counting.baskets()).hasSize(1);
        assertThat(counting.counts()).isEqualTo(Counts.of(counting.baskets(), SAMPLE));
    }

    @Test
    void eventOfAnOrderBeyondTheRetentionCountsNothing() {
        counting.reset(SAMPLE);
        long id = OrderId.compose(Instant.now().minus(Duration.ofDays(181)).toEpochMilli(), new Slot(1), 0, 0);
        counting.handle(List.of(new TestOrder(id, 1, List.of("A", "B")).paid()));
        assertThat(counting.baskets()).isEmpty();
        assertThat(counting.counts().baskets()).isZero();
    }

    @Test
    void rebuildRepairsCountsAndGoesOnWhereItWasInterrupted() {
        counting.reset(SAMPLE);
        Events events = Events.random(21, 1_200);
        events.batches(21).forEach(counting::handle);
        counting.sql().sql("UPDATE t_pair SET baskets = baskets + 1").update();
        counting.sql().sql("DELETE FROM t_sku_count WHERE sku_no % 3 = 0").update();
        assertThat(counting.rebuild(SAMPLE).start().building()).contains(2);
        counting.rebuild(SAMPLE).step();
        RebuildStatus status = counting.rebuild(SAMPLE).start(); // joins the one that is running
        assertThat(status.building()).contains(2);
        assertThat(status.counted()).isPositive().isLessThan(status.baskets());
        // The process is another one.
        finish(counting.rebuild(SAMPLE));
        assertThat(counting.counts()).isEqualTo(Counts.of(events.counted(), SAMPLE));
        assertThat(counting.rebuild(SAMPLE).status())
                .isEqualTo(new RebuildStatus(
                        2, Optional.empty(), 0, events.counted().size()));
    }

    @Test
    void replacedCountsAreDeletedWhenNobodyReadsThem() {
        counting.reset(SAMPLE);
        Events.random(31, 200).batches(31).forEach(counting::handle);
        JdbcRebuild rebuild = counting.rebuild(SAMPLE);
        finish(rebuild);
        rebuild.proceed();
        assertThat(generationsOf("t_pair")).containsExactlyInAnyOrder(1, 2);
        counting.sql()
                .sql("UPDATE t_generation SET changed_at = now() - interval '2 minutes'")
                .update();
        rebuild.proceed();
        for (String table : List.of("t_pair", "t_sku_basket", "t_sku_count", "t_generation")) {
            assertThat(generationsOf(table)).as(table).containsExactly(2);
        }
    }

    private static List<Integer> generationsOf(String table) {
        return counting.sql()
                .sql("SELECT DISTINCT generation FROM " + table)
                .query(Integer.class)
                .list();
    }

    @Test
    void wrongCountsDoNotStopTheConsumer() {
        counting.reset(SAMPLE);
        TestOrder order = TestOrder.of("A", "B", "C");
        counting.handle(List.of(order.paid()));
        counting.sql().sql("DELETE FROM t_pair").update();
        counting.handle(List.of(order.refundRequested()));
        assertThat(counting.counts()).isEqualTo(Counts.of(List.of(), SAMPLE));
    }

    @Test
    void wrongIndexDoesNotStopTheConsumer() {
        counting.reset(SAMPLE);
        TestOrder order = TestOrder.of("A", "B", "C");
        TestOrder later = TestOrder.of("A", "B", "C");
        counting.handle(List.of(later.paid()));
        counting.sql()
                .sql("""
                    INSERT INTO t_sku_basket (generation, sku_no, hash, order_id)
                    SELECT generation, sku_no, ?, ? FROM t_sku_count
                    """)
                .param(OrderId.hash(order.id()))
                .param(order.id())
                .update();
        counting.handle(List.of(order.paid()));
        counting.sql().sql("UPDATE t_sku_count SET baskets = 100").update();
        counting.sql().sql("DELETE FROM t_sku_basket").update();
        TestOrder last = TestOrder.of("A", "B", "C");
        counting.handle(List.of(last.paid()));
        finish(counting.rebuild(SAMPLE));
        assertThat(counting.counts()).isEqualTo(Counts.of(baskets(order, later, last), SAMPLE));
    }

    private static List<Basket> baskets(TestOrder... orders) {
        return Stream.of(orders)
                .map(order -> Basket.of(order.paid()).orElseThrow())
                .toList();
    }

    /**
     * 400 baskets: 80 have LENS, and 60 of those CLEANER, which 10 others have, too. BAG is in 80 % of all baskets, so in
     * 64 of those with LENS.
     */
    @Test
    void plantedPatternIsFoundAndAMerelyPopularSkuIsNot() {
        counting.reset(CountBaskets.MAX_SAMPLE);
        List<OrderEvent> events = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            Set<String> skus = new HashSet<>(Set.of("OTHER-" + n % 40));
            if (n % 5 != 0) {
                skus.add("BAG");
            }
            if (n < 80) {
                skus.add("LENS");
            }
            if (n < 60 || n >= 390) {
                skus.add("CLEANER");
            }
            events.add(TestOrder.of(skus.toArray(String[]::new)).paid());
        }
        counting.handle(events);
        List<Scored> scored = counting.purchases().boughtWith("LENS", 10);
        assertThat(scored).extracting(Scored::sku).containsExactly("CLEANER");
        assertThat(scored.getFirst().score()).isBetween(190.0, 195.0);
        assertThat(counting.purchases().bestSellers(2)).containsExactly("BAG", "LENS");
    }

    @Test
    void bestSellerIsFoundThroughItsSample() {
        counting.reset(400);
        List<OrderEvent> events = new ArrayList<>();
        for (int n = 0; n < 4_000; n++) {
            List<String> skus = new ArrayList<>(List.of("OTHER-" + n % 49));
            if (n % 2 == 0) {
                skus.add("BREAD");
            }
            if (n % 4 == 0) {
                skus.add("BUTTER"); // always with bread
            }
            events.add(TestOrder.of(skus.toArray(String[]::new)).paid());
        }
        counting.handle(events);
        assertThat(counting.purchases().boughtWith("BREAD", 1))
                .singleElement()
                .satisfies(butter -> assertThat(butter.sku()).isEqualTo("BUTTER"));
    }
}
