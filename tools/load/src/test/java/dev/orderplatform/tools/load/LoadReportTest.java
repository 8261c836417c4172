package dev.orderplatform.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadReportTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long WARM_UP = 2 * SECOND;

    private final Measurements counted = new Measurements();
    private final Measurements payments = new Measurements();

    @Test
    void aReachedRateIsReportedAsRequested() {
        answer(100, 0, WARM_UP, WARM_UP + 10 * SECOND - SECOND / 10);
        assertThat(report(10, 100).lines())
                .anyMatch(line -> line.startsWith("requests      100 in 10.0 s, 10.0/s sent of 10.0/s asked for"))
                .contains("accepted      10.0 orders/s")
                .anyMatch(line -> line.startsWith("confirmed     10.0 orders/s"));
        assertThat(report(10, 100).good()).isTrue();
    }

    @Test
    void aMissedRateIsReportedAsAchieved() {
        answer(100, 10, WARM_UP, WARM_UP + 40 * SECOND);
        assertThat(report(10, 80).lines())
                .anyMatch(line -> line.startsWith("requests      100 in 50.0 s, 2.5/s sent of 10.0/s asked for"))
                .anyMatch(line -> line.startsWith("The rate was not reached"))
                .contains("accepted      2.0 orders/s")
                .anyMatch(line -> line.startsWith("confirmed     1.6 orders/s"));
        assertThat(report(10, 100).good()).isFalse();
    }

    @Test
    void aLongWarmUpIsNotCounted() {
        answer(100, 1, WARM_UP + 30 * SECOND, WARM_UP + 49 * SECOND);
        assertThat(report(10, 100).lines()).contains("accepted      5.0 orders/s");
        assertThat(report(10, 100).good()).isFalse();
    }

    @Test
    void aRunThatSentNothingIsNotGood() {
        var report = report(10, 0);
        assertThat(report.lines()).contains("accepted      0.0 orders/s");
        assertThat(report.good()).isFalse();
    }

    @Test
    void paymentsAreReportedWithWhatBecameOfThem() {
        answer(100, 0, WARM_UP, WARM_UP + 10 * SECOND - SECOND / 10);
        payments.accepted(SECOND / 100);
        payments.accepted(SECOND / 100);
        var report = report(50, new PaidOrders(times(1300, 1400), times(1900), 1, 0));
        assertThat(report.lines())
                .anyMatch(line -> line.startsWith("payments      0.2/s accepted, p50 10.0 ms"))
                .contains("paid          2 orders, p50 1,300 ms, p99 1,400 ms after the order")
                .contains("delivered     1 orders, p50 1,900 ms, p99 1,900 ms after the order")
                .contains("refunded      1 orders");
        assertThat(report.good()).isTrue();
    }

    @Test
    void aPaymentWithoutEffectIsNotGood() {
        answer(100, 0, WARM_UP, WARM_UP + 10 * SECOND - SECOND / 10);
        payments.accepted(SECOND / 100);
        var report = report(50, new PaidOrders(times(), times(), 0, 0));
        assertThat(report.lines()).contains("1 payments did not make an order PAID");
        assertThat(report.good()).isFalse();
    }

    @Test
    void anUnfinishedOrderOrARefusedPaymentIsNotGood() {
        answer(100, 0, WARM_UP, WARM_UP + 10 * SECOND - SECOND / 10);
        assertThat(report(50, new PaidOrders(times(1300), times(), 0, 1)).good())
                .isFalse();
        payments.failed("HTTP 409");
        assertThat(report(50, new PaidOrders(times(), times(), 0, 0)).good()).isFalse();
    }

    private static Histogram times(long... millis) {
        var times = new Histogram(3);
        for (var time : millis) {
            times.recordValue(time);
        }
        return times;
    }

    private LoadReport report(int payPercent, PaidOrders orders) {
        return report(10, 100, payPercent, Optional.of(orders));
    }

    /** Records requests sent evenly from begin to end, each with this response time. */
    private void answer(int requests, int seconds, long begin, long end) {
        for (var n = 0; n < requests; n++) {
            var at = begin + (end - begin) * n / (requests - 1);
            counted.sent(at);
            counted.accepted(seconds * SECOND);
            counted.ended(at + seconds * SECOND);
        }
    }

    private LoadReport report(double rate, long confirmed) {
        return report(rate, confirmed, 0, Optional.empty());
    }

    private LoadReport report(double rate, long confirmed, int payPercent, Optional<PaidOrders> paidOrders) {
        var plan = new LoadPlan(
                OptionalDouble.of(rate),
                8,
                Duration.ofNanos(WARM_UP),
                Duration.ofSeconds(10),
                1,
                1,
                1,
                "REGION",
                payPercent);
        var result = Load.Result.of(plan, counted, payments, 0, Instant.parse("2026-11-01T12:00:00Z"));
        var outcomes = new Outcomes(confirmed, 0, 0, Duration.ZERO, new Histogram(3));
        return new LoadReport(plan, result, Optional.of(outcomes), paidOrders);
    }

    @Test
    void ordersAndRequestsHaveTheSameTimeWindow() {
        answer(2, 5, WARM_UP, WARM_UP + 40 * SECOND);
        var plan = new LoadPlan(
                OptionalDouble.empty(), 8, Duration.ofNanos(WARM_UP), Duration.ofSeconds(10), 1, 1, 1, "REGION", 0);
        var begin = Instant.parse("2026-11-01T12:00:00Z");
        var result = Load.Result.of(plan, counted, payments, 0, begin);
        assertThat(List.of(result.from(), result.to())).containsExactly(begin.plusSeconds(2), begin.plusSeconds(47));
    }
}
