package dev.orderplatform.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.inventory.domain.Reservation.Status;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockLedgerTest {
    private static final long EPOCH = 1;
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant LATER = AT.plusSeconds(60);

    @ParameterizedTest
    @MethodSource("demands")
    void reservesAllUnitsOrNamesMissingSkus(Map<String, Integer> demand, Status status, List<String> missing) {
        StockLedger ledger = ledger(Map.of("A", 5L, "B", 2L, "EMPTY", 0L));
        Reservation reservation = ledger.reserve(1, demand(demand), EPOCH, AT);
        assertThat(reservation.status()).isEqualTo(status);
        assertThat(reservation.rejection().map(Rejection::skus).orElse(List.of()))
                .isEqualTo(missing);
        assertThat(ledger.moved()).isEqualTo(status == Status.RESERVED ? longs(demand) : Map.of());
        assertThat(ledger.opened()).containsExactly(reservation);
    }

    static Stream<Arguments> demands() {
        return Stream.of(
                Arguments.of(Map.of("A", 1), Status.RESERVED, List.of()),
                Arguments.of(Map.of("A", 5, "B", 2), Status.RESERVED, List.of()),
                Arguments.of(Map.of("A", 6), Status.REJECTED, List.of("A")),
                Arguments.of(Map.of("A", 5, "B", 3), Status.REJECTED, List.of("B")),
                Arguments.of(Map.of("A", 1, "B", 3, "EMPTY", 1), Status.REJECTED, List.of("B", "EMPTY")),
                Arguments.of(Map.of("A", Integer.MAX_VALUE), Status.REJECTED, List.of("A")),
                Arguments.of(Map.of("A", 9, "NONE", 1), Status.REJECTED, List.of("NONE")));
    }

    @Test
    void unknownSkuHasItsOwnReason() {
        StockLedger ledger = ledger(Map.of("A", 1L));
        assertThat(reason(ledger.reserve(1, demand(Map.of("A", 2)), EPOCH, AT))).isEqualTo(Rejection.OUT_OF_STOCK);
        assertThat(reason(ledger.reserve(2, demand(Map.of("A", 2, "X", 1)), EPOCH, AT)))
                .isEqualTo(Rejection.UNKNOWN_SKU);
    }

    @Test
    void lastUnitGoesToTheFirstOrder() {
        StockLedger ledger = ledger(Map.of("A", 1L));
        assertThat(ledger.reserve(2, demand(Map.of("A", 1)), EPOCH, AT).status())
                .isEqualTo(Status.RESERVED);
        assertThat(ledger.reserve(1, demand(Map.of("A", 1)), EPOCH, AT).status())
                .isEqualTo(Status.REJECTED);
        assertThat(ledger.moved()).isEqualTo(Map.of("A", 1L));
    }

    @Test
    void releasedUnitsServeLaterOrdersOfTheBatch() {
        StockLedger ledger = ledger(Map.of("A", 0L), reserved(1, Map.of("A", 3)));
        ledger.cancel(1, EPOCH, LATER);
        assertThat(ledger.reserve(2, demand(Map.of("A", 3)), EPOCH, LATER).status())
                .isEqualTo(Status.RESERVED);
        assertThat(ledger.moved()).isEmpty();
        assertThat(ledger.changed()).extracting(Reservation::orderId).containsExactly(1L);
        assertThat(ledger.opened()).extracting(Reservation::orderId).containsExactly(2L);
    }

    @Test
    void firstDecisionStandsOnRedelivery() {
        StockLedger ledger = ledger(Map.of("A", 1L));
        Reservation first = ledger.reserve(1, demand(Map.of("A", 1)), EPOCH, AT);
        assertThat(ledger.reserve(1, demand(Map.of("A", 1)), EPOCH, LATER)).isEqualTo(first);
        assertThat(ledger.moved()).isEqualTo(Map.of("A", 1L));

        StockLedger next = ledger(Map.of("A", 0L), first);
        Reservation again = next.reserve(1, demand(Map.of("A", 1)), EPOCH, LATER);
        assertThat(again.decision()).contains(new StockReservedEvent(1, 1, EPOCH, AT));
        assertThat(next.moved()).isEmpty();
        assertThat(next.opened()).isEmpty();
    }

    @Test
    void releaseHappensOnceAndIsRepliedAgain() {
        StockLedger ledger = ledger(Map.of("A", 0L), reserved(1, Map.of("A", 2)));
        assertThat(ledger.cancel(1, EPOCH, LATER).release()).contains(new StockReleasedEvent(1, 2, EPOCH, LATER));
        assertThat(ledger.cancel(1, EPOCH, LATER.plusSeconds(1)).release())
                .contains(new StockReleasedEvent(1, 2, EPOCH, LATER));
        assertThat(ledger.moved()).isEqualTo(Map.of("A", -2L));
        assertThat(ledger.reserve(1, demand(Map.of("A", 2)), EPOCH, LATER).decision())
                .isEmpty();
    }

    @Test
    void cancelThatOvertakesItsOrderLeavesATombstone() {
        StockLedger ledger = ledger(Map.of("A", 5L));
        assertThat(ledger.cancel(1, EPOCH, AT).release()).isEmpty();
        Reservation reservation = ledger.reserve(1, demand(Map.of("A", 1)), EPOCH, LATER);
        assertThat(reservation.status()).isEqualTo(Status.TOMBSTONE);
        assertThat(reservation.decision()).isEmpty();
        assertThat(ledger.moved()).isEmpty();
    }

    @Test
    void cancellingARejectedOrderReleasesNothing() {
        StockLedger ledger = ledger(Map.of("A", 0L));
        ledger.reserve(1, demand(Map.of("A", 1)), EPOCH, AT);
        assertThat(ledger.cancel(1, EPOCH, LATER).status()).isEqualTo(Status.REJECTED);
        assertThat(ledger.cancel(1, EPOCH, LATER).release()).isEmpty();
        assertThat(ledger.moved()).isEmpty();
    }

    @Test
    void orderCreatedAndCancelledInOneBatchMovesNothing() {
        StockLedger ledger = ledger(Map.of("A", 5L));
        assertThat(ledger.reserve(1, demand(Map.of("A", 2)), EPOCH, AT).decision())
                .isPresent();
        assertThat(ledger.cancel(1, EPOCH, LATER).release()).isPresent();
        assertThat(ledger.moved()).isEmpty();
        assertThat(ledger.opened()).extracting(Reservation::status).containsExactly(Status.RELEASED);
        assertThat(ledger.changed()).isEmpty();
    }

    @Test
    void paidOrderSellsItsUnitsOnce() {
        StockLedger ledger = ledger(Map.of("A", 0L), reserved(1, Map.of("A", 2)));
        assertThat(ledger.sell(1, EPOCH, LATER).status()).isEqualTo(Status.SOLD);
        assertThat(ledger.sell(1, EPOCH, LATER).status()).isEqualTo(Status.SOLD);
        assertThat(ledger.moved()).isEmpty();
        assertThat(ledger.sold()).isEqualTo(Map.of("A", 2L));
        assertThat(ledger.cancel(1, EPOCH, LATER).status()).isEqualTo(Status.SOLD);
    }

    @Test
    void refundedOrderGivesItsUnitsBackOnce() {
        StockLedger ledger = ledger(Map.of("A", 0L), sold(1, Map.of("A", 2)));
        assertThat(ledger.giveBack(1, EPOCH, LATER).status()).isEqualTo(Status.RETURNED);
        assertThat(ledger.giveBack(1, EPOCH, LATER).status()).isEqualTo(Status.RETURNED);
        assertThat(ledger.moved()).isEqualTo(Map.of("A", -2L));
        assertThat(ledger.sold()).isEqualTo(Map.of("A", -2L));
        assertThat(ledger.reserve(2, demand(Map.of("A", 2)), EPOCH, LATER).status())
                .isEqualTo(Status.RESERVED);
    }

    @Test
    void refundThatOvertakesItsPaymentReturnsTheUnitsOnce() {
        StockLedger ledger = ledger(Map.of("A", 0L), reserved(1, Map.of("A", 2)));
        assertThat(ledger.giveBack(1, EPOCH, LATER).status()).isEqualTo(Status.RETURNED);
        assertThat(ledger.sell(1, EPOCH, LATER).status()).isEqualTo(Status.RETURNED);
        assertThat(ledger.moved()).isEqualTo(Map.of("A", -2L));
        assertThat(ledger.sold()).isEmpty();
    }

    @Test
    void paymentOfAnOrderWithoutStockIsRefusedAndMovesNothing() {
        StockLedger ledger = ledger(Map.of("A", 0L));
        ledger.cancel(1, EPOCH, AT);
        assertThatThrownBy(() -> ledger.sell(1, EPOCH, LATER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.giveBack(1, EPOCH, LATER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.sell(2, EPOCH, LATER)).isInstanceOf(IllegalStateException.class);
        assertThat(ledger.sold()).isEmpty();
        assertThat(ledger.moved()).isEmpty();
    }

    @Test
    void linesOfTheSameSkuAreSummed() {
        assertThat(Demand.of(List.of(new Line("A", 2, 1), new Line("B", 1, 1), new Line("A", 3, 1)))
                        .units())
                .isEqualTo(Map.of("A", 5, "B", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void quantityThatWouldAddStockIsRefused(int quantity) {
        assertThatThrownBy(() -> Demand.of(List.of(new Line("A", 5, 1), new Line("A", quantity, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sumThatOverflowsIsRefused() {
        List<Line> lines = List.of(new Line("A", Integer.MAX_VALUE, 1), new Line("A", 1, 1));
        assertThatThrownBy(() -> Demand.of(lines)).isInstanceOf(ArithmeticException.class);
    }

    /** Whatever the events, their order and their repetition, no unit is oversold, created or lost. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sumsArePreservedThroughRandomBatches(long seed) {
        Random random = new Random(seed);
        Map<String, Long> available = new HashMap<>(Map.of("A", 20L, "B", 7L, "C", 1L));
        Map<String, Long> initial = Map.copyOf(available);
        Map<String, Long> sold = new HashMap<>();
        Map<Long, Reservation> reservations = new HashMap<>();
        Set<Status> reached = EnumSet.noneOf(Status.class);
        for (int batch = 0; batch < 150; batch++) {
            StockLedger ledger = new StockLedger(available, reservations.values(), (_, _) -> random.nextBoolean());
            for (int event = 0; event < 20; event++) {
                apply(ledger, random);
            }
            ledger.moved().forEach((sku, units) -> available.merge(sku, -units, Math::addExact));
            ledger.sold().forEach((sku, units) -> sold.merge(sku, units, Math::addExact));
            Stream.concat(ledger.opened().stream(), ledger.changed().stream()).forEach(changed -> {
                reservations.put(changed.orderId(), changed);
                reached.add(changed.status());
            });
            assertThat(available.values()).allMatch(units -> units >= 0);
            initial.forEach((sku, units) -> assertThat(available.getOrDefault(sku, 0L) + heldUnits(reservations, sku))
                    .isEqualTo(units));
            initial.keySet()
                    .forEach(sku -> assertThat(sold.getOrDefault(sku, 0L))
                            .isEqualTo(units(reservations, sku, Reservation::isSold)));
        }
        assertThat(reached).containsExactlyInAnyOrder(Status.values());
    }

    private static void apply(StockLedger ledger, Random random) {
        long orderId = 1 + random.nextInt(300);
        if (random.nextInt(3) == 0) {
            ledger.cancel(orderId, EPOCH, AT);
        } else if (random.nextInt(4) == 0) {
            payOrRefund(ledger, orderId, random);
        } else {
            ledger.reserve(orderId, randomDemand(new Random(orderId)), EPOCH, AT);
            ledger.reconsider(orderId, AT);
        }
    }

    private static void payOrRefund(StockLedger ledger, long orderId, Random random) {
        try {
            if (random.nextBoolean()) {
                ledger.sell(orderId, EPOCH, AT);
            } else {
                ledger.giveBack(orderId, EPOCH, AT);
            }
        } catch (IllegalStateException _) {
            // Nothing is reserved for it: a dead letter.
        }
    }

    private static Demand randomDemand(Random random) {
        Map<String, Integer> units = new HashMap<>();
        for (String sku : List.of("A", "B", "C")) {
            if (random.nextBoolean()) {
                units.put(sku, 1 + random.nextInt(4));
            }
        }
        return demand(units.isEmpty() ? Map.of("A", 1) : units);
    }

    private static long heldUnits(Map<Long, Reservation> reservations, String sku) {
        return units(reservations, sku, Reservation::holdsStock);
    }

    private static long units(Map<Long, Reservation> reservations, String sku, Predicate<Reservation> condition) {
        return reservations.values().stream()
                .filter(condition)
                .mapToLong(reservation -> reservation.demand().units().getOrDefault(sku, 0))
                .sum();
    }

    private static StockLedger ledger(Map<String, Long> available, Reservation... known) {
        return new StockLedger(available, List.of(known), RemoteStock.NONE);
    }

    private static Reservation reserved(long orderId, Map<String, Integer> units) {
        return new Reservation(orderId, Status.RESERVED, demand(units), Optional.empty(), EPOCH, AT);
    }

    private static Reservation sold(long orderId, Map<String, Integer> units) {
        return new Reservation(orderId, Status.SOLD, demand(units), Optional.empty(), EPOCH, AT);
    }

    private static Demand demand(Map<String, Integer> units) {
        return new Demand(new TreeMap<>(units));
    }

    private static Map<String, Long> longs(Map<String, Integer> units) {
        Map<String, Long> longs = new HashMap<>();
        units.forEach((sku, n) -> longs.put(sku, n.longValue()));
        return longs;
    }

    private static String reason(Reservation reservation) {
        return reservation.rejection().orElseThrow().reason();
    }
}
