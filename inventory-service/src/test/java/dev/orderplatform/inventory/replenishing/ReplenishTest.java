package dev.orderplatform.inventory.replenishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.RemoteStock;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.domain.Reservation.Status;
import dev.orderplatform.inventory.domain.StockLedger;
import dev.orderplatform.inventory.reserving.TransferTotals;
import dev.orderplatform.inventory.reserving.WaitingOrders;
import dev.orderplatform.inventory.stock.RegionStock;
import dev.orderplatform.inventory.transferring.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplenishTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);

    private final OrdersInMemory east = new OrdersInMemory();
    private final Map<String, Long> west = new HashMap<>();
    private final Set<String> unanswered = new HashSet<>();
    private final List<Collection<String>> queries = new ArrayList<>();
    private Transfers transfers = _ -> {
        throw new IllegalStateException("transfers are disabled");
    };
    private Instant now = START;
    private final Replenish replenish = new Replenish(
            east,
            this::remoteStock,
            transfer -> transfers.run(transfer),
            new ReplenishingProperties(50, RESPONSE_TIMEOUT),
            "east",
            () -> now);

    @AfterEach
    void close() {
        replenish.close();
    }

    @Test
    void orderWaitsWhileRemoteStockIsUnknown() throws InterruptedException {
        east.available.putAll(Map.of("ASKED", 0L, "TAKEN", 5L));
        west.putAll(Map.of("ASKED", 100L, "TAKEN", 100L));
        east.waits(1, Map.of("ASKED", 5, "TAKEN", 5));
        east.beforeDeciding = () -> east.available.put("TAKEN", 0L);
        replenish.runOnce();
        assertThat(queries).singleElement().isEqualTo(Set.of("ASKED"));
        assertThat(east.status(1)).isEqualTo(Status.WAITING);
        replenish.runOnce();
        assertThat(queries.getLast()).isEqualTo(Set.of("ASKED", "TAKEN"));
    }

    @Test
    void orderIsRejectedIfAKnownSkuIsShortInAllRegions() throws InterruptedException {
        east.available.putAll(Map.of("GONE", 1L, "UNKNOWN", 0L));
        west.putAll(Map.of("GONE", 1L));
        unanswered.add("UNKNOWN");
        east.waits(1, Map.of("GONE", 3, "UNKNOWN", 1));
        replenish.runOnce();
        assertThat(east.status(1)).isEqualTo(Status.REJECTED);
    }

    @Test
    void allSkusAreQueriedTogether() throws InterruptedException {
        Map<String, Integer> demand =
                IntStream.range(0, 100).boxed().collect(Collectors.toMap(n -> "SKU-" + n, _ -> 1));
        demand.keySet().forEach(sku -> east.available.put(sku, 0L));
        unanswered.addAll(demand.keySet());
        east.waits(1, demand);
        replenish.runOnce();
        assertThat(queries).singleElement().isEqualTo(demand.keySet());
        assertThat(east.status(1)).isEqualTo(Status.WAITING);
    }

    @Test
    void timeoutStartsWhenAnOrdersOwnSkuBecomesUnknown() throws InterruptedException {
        east.available.putAll(Map.of("ANSWERED", 0L, "UNANSWERED", 0L));
        west.putAll(Map.of("ANSWERED", 100L, "UNANSWERED", 100L));
        east.waits(1, Map.of("ANSWERED", 5));
        east.waits(2, Map.of("UNANSWERED", 5));
        runAt(60);
        unanswered.add("UNANSWERED");
        runAt(62);
        assertThat(east.status(2)).isEqualTo(Status.WAITING);
        runAt(76);
        assertThat(east.status(2)).isEqualTo(Status.WAITING);
        east.waits(3, Map.of("UNANSWERED", 5));
        runAt(78);
        assertThat(east.status(2)).isEqualTo(Status.REJECTED);
        assertThat(east.status(1)).as("was answered").isEqualTo(Status.WAITING);
        assertThat(east.status(3)).as("timeout has just started").isEqualTo(Status.WAITING);
        runAt(94);
        assertThat(east.status(3)).isEqualTo(Status.REJECTED);
    }

    @Test
    void responseResetsTheTimeout() throws InterruptedException {
        east.available.put("SKU", 0L);
        west.put("SKU", 100L);
        east.waits(1, Map.of("SKU", 5));
        unanswered.add("SKU");
        runAt(0);
        unanswered.clear();
        runAt(10);
        unanswered.add("SKU");
        runAt(20);
        runAt(34);
        assertThat(east.status(1)).isEqualTo(Status.WAITING);
        runAt(36);
        assertThat(east.status(1)).isEqualTo(Status.REJECTED);
    }

    @Test
    void transferredUnitsServeTheOrder() throws InterruptedException {
        east.available.put("SKU", 1L);
        west.put("SKU", 100L);
        east.waits(1, Map.of("SKU", 60));
        transfers = transfer -> {
            assertThat(transfer).isEqualTo(new Transfer("SKU", 59, "west", "east"));
            east.available.merge("SKU", 59L, Long::sum);
        };
        replenish.runOnce();
        assertThat(east.status(1)).isEqualTo(Status.RESERVED);
    }

    @Test
    void transfersOfARunAreConcurrent() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger met = new AtomicInteger();
        east.available.putAll(Map.of("A", 0L, "B", 0L));
        west.putAll(Map.of("A", 1L, "B", 1L));
        east.waits(1, Map.of("A", 1, "B", 1));
        transfers = _ -> {
            both.await(4, TimeUnit.SECONDS);
            met.incrementAndGet();
        };
        replenish.runOnce();
        assertThat(met).hasValue(2);
    }

    @Test
    void everyPageOfWaitingOrdersIsReached() throws InterruptedException {
        east.available.putAll(Map.of("AWAY", 0L, "HERE", 5L));
        west.put("AWAY", 1_000_000L);
        IntStream.rangeClosed(1, 1_000).forEach(id -> east.waits(id, Map.of("AWAY", 1)));
        east.waits(1_001, Map.of("HERE", 5));
        assertThat(replenish.runOnce()).isTrue();
        assertThat(replenish.runOnce()).isTrue();
        assertThat(replenish.runOnce()).isFalse();
        assertThat(east.status(1_001)).isEqualTo(Status.RESERVED);
        assertThat(replenish.runOnce()).as("starts again from the first page").isTrue();
    }

    @Test
    void nothingIsQueriedWithoutWaitingOrders() throws InterruptedException {
        assertThat(replenish.runOnce()).isFalse();
        assertThat(queries).allMatch(Collection::isEmpty);
    }

    private void runAt(long seconds) throws InterruptedException {
        now = START.plusSeconds(seconds);
        replenish.runOnce();
    }

    private Map<String, List<RegionStock>> remoteStock(Collection<String> skus) {
        queries.add(Set.copyOf(skus));
        return skus.stream()
                .filter(sku -> !unanswered.contains(sku))
                .collect(Collectors.toMap(
                        sku -> sku,
                        sku ->
                                Optional.ofNullable(west.get(sku))
                                        .map(units -> new RegionStock("west", units, 0, 0, 0, 0))
                                        .stream()
                                        .toList()));
    }

    /** May throw, so that a test can make a transfer wait for another. */
    @FunctionalInterface
    private interface Transfers {
        void move(Transfer transfer) throws InterruptedException, BrokenBarrierException, TimeoutException;

        default void run(Transfer transfer) {
            try {
                move(transfer);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One region's stock and its waiting orders. */
    private static final class OrdersInMemory implements WaitingOrders {
        private final Map<String, Long> available = new HashMap<>();
        private final SortedMap<Long, Reservation> reservations = new TreeMap<>();
        private Runnable beforeDeciding = () -> {};

        void waits(long orderId, Map<String, Integer> units) {
            reservations.put(
                    orderId,
                    new Reservation(
                            orderId, Status.WAITING, new Demand(new TreeMap<>(units)), Optional.empty(), 1, START));
        }

        Status status(long orderId) {
            return Optional.ofNullable(reservations.get(orderId)).orElseThrow().status();
        }

        @Override
        public List<Reservation> page(long after, int limit) {
            return reservations.tailMap(after + 1).values().stream()
                    .filter(Reservation::isWaiting)
                    .limit(limit)
                    .toList();
        }

        @Override
        public SortedMap<String, Long> shortage(List<Reservation> waiting) {
            SortedMap<String, Long> missing = new TreeMap<>();
            waiting.forEach(order ->
                    order.demand().units().forEach((sku, units) -> missing.merge(sku, (long) units, Long::sum)));
            missing.replaceAll((sku, units) -> units - available.getOrDefault(sku, 0L));
            missing.values().removeIf(units -> units <= 0);
            return missing;
        }

        @Override
        public long reconsider(
                List<Reservation> waiting, Function<Map<String, TransferTotals>, RemoteStock> remoteStock) {
            beforeDeciding.run();
            StockLedger ledger = new StockLedger(available, waiting, remoteStock.apply(Map.of()));
            long stillWaiting = waiting.stream()
                    .map(order -> ledger.reconsider(order.orderId(), START))
                    .filter(Reservation::isWaiting)
                    .count();
            ledger.moved().forEach((sku, units) -> available.merge(sku, -units, Long::sum));
            ledger.changed().forEach(order -> reservations.put(order.orderId(), order));
            return stillWaiting;
        }
    }
}
