package dev.orderplatform.loyalty.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.loyalty.TestOrder;
import dev.orderplatform.loyalty.domain.OrderPoints.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderPointsTest {
    private static final TestOrder ORDER = TestOrder.ofNewUser();

    private OrderPoints points = OrderPoints.of(ORDER.id(), ORDER.user());
    private final List<Transfer> transfers = new ArrayList<>();

    @Test
    void pointsArePendingWhenPaidAndPostedWhenDelivered() {
        apply(ORDER.paid());
        assertThat(ids()).containsExactly("order-" + ORDER.id() + "-1-3-PENDING");
        assertThat(points.status()).isEqualTo(Status.PENDING);
        apply(ORDER.delivered());
        assertThat(ids()).last().isEqualTo("order-" + ORDER.id() + "-1-5-POSTED");
        assertThat(balances()).isEqualTo(balances(0, TestOrder.POINTS));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "99, 0", "100, 1", "199, 1", "10000, 100"})
    void aHundredMinorUnitsEarnAPoint(long totalMinor, long expected) {
        apply(ORDER.paid(1, 3, totalMinor), ORDER.delivered());
        assertThat(points.status()).isEqualTo(Status.POSTED);
        assertThat(balances()).isEqualTo(balances(0, expected));
        assertThat(transfers).hasSize(expected == 0 ? 0 : 2);
    }

    @Test
    void refundVoidsWhatIsPending() {
        apply(ORDER.paid(), ORDER.refundRequested());
        assertThat(transfers).extracting(Transfer::points).containsExactly(TestOrder.POINTS, -TestOrder.POINTS);
        assertThat(balances()).isEqualTo(balances(0, 0));
    }

    @Test
    void postedPointsStayWhateverComesLaterInTheirEpoch() {
        apply(ORDER.paid(), ORDER.delivered(1, 5), ORDER.refundRequested(1, 6));
        assertThat(points.status()).isEqualTo(Status.POSTED);
        assertThat(transfers).hasSize(2);
    }

    @Test
    void latePaymentEarnsAndVoidsNothing() {
        apply(ORDER.refundRequested(1, 4, OrderRefundRequestedEvent.LATE_PAYMENT));
        assertThat(points.status()).isEqualTo(Status.NONE);
        assertThat(transfers).isEmpty();
    }

    @Test
    void eventsWithoutPointsChangeNothing() {
        assertThat(OrderPoints.isRelevant(ORDER.confirmed())).isFalse();
        apply(ORDER.confirmed());
        assertThat(points).isEqualTo(OrderPoints.of(ORDER.id(), ORDER.user()));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void stateIsTheSameInAnyOrderAndWithRepeats(Status expected, List<OrderEvent> events) {
        for (List<OrderEvent> order : permutations(events)) {
            reset();
            order.forEach(this::apply);
            assertThat(points.status()).as("%s", order).isEqualTo(expected);
            assertThat(balances())
                    .as("%s", order)
                    .isEqualTo(balances(
                            expected == Status.PENDING ? TestOrder.POINTS : 0,
                            expected == Status.POSTED ? TestOrder.POINTS : 0));
            OrderPoints once = points;
            order.forEach(this::apply);
            assertThat(points).isEqualTo(once);
            assertThat(ids()).doesNotHaveDuplicates();
        }
    }

    static Stream<Arguments> histories() {
        return Stream.of(
                Arguments.of(Status.POSTED, List.of(ORDER.paid(), ORDER.delivered())),
                Arguments.of(Status.VOIDED, List.of(ORDER.paid(), ORDER.refundRequested())),
                // A failover: the later epoch's owner did not know the last event of the earlier one.
                Arguments.of(Status.POSTED, List.of(ORDER.paid(), ORDER.refundRequested(1, 4), ORDER.delivered(2, 5))),
                Arguments.of(Status.VOIDED, List.of(ORDER.paid(), ORDER.delivered(1, 5), ORDER.refundRequested(2, 4))),
                Arguments.of(Status.PENDING, List.of(ORDER.paid(1, 3), ORDER.refundRequested(1, 4), ORDER.paid(2, 3))),
                Arguments.of(Status.PENDING, List.of(ORDER.paid(1, 3), ORDER.delivered(1, 5), ORDER.paid(2, 3))),
                Arguments.of(
                        Status.POSTED,
                        List.of(
                                ORDER.paid(1, 3),
                                ORDER.refundRequested(1, 4),
                                ORDER.paid(2, 3),
                                ORDER.delivered(2, 5))),
                Arguments.of(
                        Status.VOIDED,
                        List.of(
                                ORDER.paid(1, 3),
                                ORDER.delivered(1, 5),
                                ORDER.paid(2, 3),
                                ORDER.refundRequested(2, 4),
                                ORDER.delivered(1, 5))));
    }

    @Test
    void correctionsHaveAReason() {
        apply(ORDER.paid(), ORDER.delivered(1, 5), ORDER.refundRequested(2, 4));
        assertThat(transfers.getLast()).satisfies(reversal -> {
            assertThat(reversal.kind()).isEqualTo(TransferKind.REVERSED);
            assertThat(reversal.points()).isEqualTo(-TestOrder.POINTS);
            assertThat(reversal.reason()).hasValue("superseded by order-" + ORDER.id() + "-2-4");
        });
    }

    @Test
    void postedPointsExpireOnceAndForEver() {
        apply(ORDER.paid(), ORDER.delivered());
        apply(points.expire(1000));
        assertThat(transfers.getLast().points()).isEqualTo(-TestOrder.POINTS);
        assertThat(transfers.getLast().id()).isEqualTo("order-" + ORDER.id() + "-1-5-EXPIRED");
        apply(ORDER.refundRequested(2, 4), ORDER.paid(3, 3));
        assertThat(points.status()).isEqualTo(Status.EXPIRED);
        assertThat(transfers).hasSize(3);
        assertThatThrownBy(() -> points.expire(1000)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "0, 0", "-5, 0"})
    void noMoreExpiresThanCorrectionsHaveLeft(long balance, long expired) {
        apply(ORDER.paid(), ORDER.delivered());
        assertThat(points.expire(balance).transfers().stream()
                        .mapToLong(Transfer::points)
                        .sum())
                .isEqualTo(-expired);
    }

    private void apply(OrderEvent... events) {
        for (OrderEvent event : events) {
            apply(points.after(event));
        }
    }

    private void apply(OrderPoints.Change change) {
        points = change.after();
        transfers.addAll(change.transfers());
    }

    private void reset() {
        points = OrderPoints.of(ORDER.id(), ORDER.user());
        transfers.clear();
    }

    private List<String> ids() {
        return transfers.stream().map(Transfer::id).toList();
    }

    private Map<Account, Long> balances() {
        Map<Account, Long> balances = new EnumMap<>(balances(0, 0));
        for (Transfer transfer : transfers) {
            balances.merge(transfer.kind().from(), -transfer.amount(), Long::sum);
            balances.merge(transfer.kind().to(), transfer.amount(), Long::sum);
        }
        return balances;
    }

    private static Map<Account, Long> balances(long pending, long posted) {
        return Map.of(Account.PENDING, pending, Account.POSTED, posted, Account.ISSUED, -pending - posted);
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(first -> {
                    List<T> rest = new ArrayList<>(items);
                    T head = rest.remove((int) first);
                    return permutations(rest).stream()
                            .map(tail -> Stream.concat(Stream.of(head), tail.stream())
                                    .toList());
                })
                .toList();
    }
}
