package dev.orderplatform.tools.simulators.payments;

import static dev.orderplatform.tools.simulators.payments.PaymentsFixture.NOW;
import static dev.orderplatform.tools.simulators.payments.PaymentsFixture.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orderplatform.tools.simulators.http.Problem;
import dev.orderplatform.tools.simulators.journal.Due;
import dev.orderplatform.tools.simulators.payments.Intent.Status;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PaymentsTest {
    private static final int IDS = 50;

    private final PaymentsFixture fixture = new PaymentsFixture();

    @Test
    void intentIsPendingAndDueAfterASecond() {
        var registered = fixture.register("k", "1-1", PRICE);
        assertThat(registered.created()).isTrue();
        assertThat(registered.value().status()).isEqualTo(Status.PENDING);
        assertThat(fixture.entries.getFirst().owes())
                .containsExactly(new Due.Settlement("intent", "1-1", NOW.plusSeconds(1)));
    }

    @Test
    void repeatUnderTheSameKeyChangesNothing() {
        fixture.register("k", "1-1", PRICE);
        assertThat(fixture.register("k", "1-1", PRICE).created()).isFalse();
        assertThat(fixture.entries).hasSize(1);
    }

    @Test
    void sameKeyForAnotherRequestIsRefused() {
        fixture.register("k", "1-1", PRICE);
        assertThat(status(() -> fixture.register("k", "1-2", PRICE))).isEqualTo(422);
        assertThat(status(() -> fixture.register("k", "1-1", PRICE.withOneMore())))
                .isEqualTo(422);
        assertThat(status(() -> fixture.register("other", "1-1", PRICE))).isEqualTo(409);
    }

    @Test
    void repeatIsAnsweredEvenWhenTooMuchIsDue() {
        fixture.register("k", "1-1", PRICE);
        fixture.withOwed(10_000);
        assertThat(status(() -> fixture.register("l", "1-2", PRICE))).isEqualTo(503);
        assertThat(fixture.register("k", "1-1", PRICE).created()).isFalse();
    }

    @Test
    void captureIsReportedWithItsAmount() {
        var intent = fixture.settled("1-1");
        assertThat(intent.status()).isEqualTo(Status.CAPTURED);
        assertThat(intent.captured()).hasValue(PRICE);
        assertThat(fixture.entries.getLast().owes())
                .containsExactly(
                        new Due.Callback(
                                "captured-1-1",
                                NOW,
                                1,
                                "{\"type\":\"payment.captured\",\"paymentId\":\"1-1\",\"amountMinor\":3998,\"currency\":\"CNY\",\"at\":\"2026-11-30T12:00:00Z\"}"));
    }

    @Test
    void settlingTwiceCapturesOnce() {
        fixture.settled("1-1");
        assertThat(fixture.settle("1-1")).isEmpty();
    }

    @Test
    void faultsDeclineOrCaptureSomethingElse() {
        assertThat(fixture.withFault("decline").settled("1-1").status()).isEqualTo(Status.DECLINED);
        assertThat(fixture.withFault("wrongAmount").settled("1-2").captured()).hasValue(new Money(3999, "CNY"));
        assertThat(fixture.withFault("wrongCurrency").settled("1-3").captured()).hasValue(new Money(3998, "USD"));
    }

    @Test
    void onlyPendingIntentsAreVoided() {
        fixture.register("k", "1-1", PRICE);
        assertThat(fixture.voidIntent("1-1").status()).isEqualTo(Status.VOIDED);
        assertThat(fixture.voidIntent("1-1").status()).isEqualTo(Status.VOIDED);
        assertThat(fixture.settle("1-1")).isEmpty();
        fixture.settled("1-2");
        assertThat(status(() -> fixture.voidIntent("1-2"))).isEqualTo(409);
        assertThat(status(() -> fixture.voidIntent("1-3"))).isEqualTo(404);
    }

    @Test
    void refundSucceedsAndIsReported() {
        fixture.settled("1-1");
        assertThat(fixture.refund("r1", 1, "1-1", PRICE).created()).isTrue();
        assertThat(fixture.refund("r1", 1, "1-1", PRICE).created()).isFalse();
        fixture.settleRefund("r1");
        assertThat(fixture.payments.refunds().refundedMinor(fixture.payments.intent("1-1")))
                .isEqualTo(3998);
        assertThat(fixture.entries.getLast().owes())
                .singleElement()
                .extracting(due -> ((Due.Callback) due).body())
                .isEqualTo(
                        "{\"type\":\"refund.succeeded\",\"paymentId\":\"1-1\",\"refundId\":\"r1\",\"attempt\":1,\"amountMinor\":3998,\"currency\":\"CNY\",\"at\":\"2026-11-30T12:00:00Z\"}");
    }

    @Test
    void noRefundExceedsItsCapture() {
        fixture.settled("1-1");
        assertThat(status(() -> fixture.refund("r1", 1, "1-1", PRICE.withOneMore())))
                .isEqualTo(422);
        fixture.refund("r1", 1, "1-1", new Money(3000, "CNY"));
        assertThat(status(() -> fixture.refund("r2", 1, "1-1", new Money(999, "CNY"))))
                .isEqualTo(422);
        assertThat(fixture.refund("r2", 1, "1-1", new Money(998, "CNY")).created())
                .isTrue();
    }

    @Test
    void onlyWhatIsCapturedIsRefundedInItsCurrency() {
        fixture.register("k", "1-1", PRICE);
        assertThat(status(() -> fixture.refund("r1", 1, "1-1", PRICE))).isEqualTo(422);
        fixture.settle("1-1");
        assertThat(status(() -> fixture.refund("r1", 1, "1-1", new Money(1, "USD"))))
                .isEqualTo(422);
        assertThat(status(() -> fixture.refund("r1", 1, "9-9", PRICE))).isEqualTo(404);
    }

    @Test
    void failedRefundIsAttemptedAgain() {
        fixture.settled("1-1");
        fixture.withFault("failRefund").refund("r1", 1, "1-1", PRICE);
        assertThat(status(() -> fixture.refund("r1", 2, "1-1", PRICE))).isEqualTo(409);
        fixture.settleRefund("r1");
        fixture.withoutFaults().refund("r1", 2, "1-1", PRICE);
        fixture.settleRefund("r1");
        assertThat(fixture.payments.refunds().refund("r1"))
                .isEqualTo(new Refund("r1", 2, "1-1", PRICE, Refund.Status.SUCCEEDED));
        assertThat(status(() -> fixture.refund("r1", 3, "1-1", PRICE))).isEqualTo(409);
        assertThat(status(() -> fixture.refund("r1", 2, "1-1", new Money(1, "CNY"))))
                .isEqualTo(422);
    }

    @Test
    void restartRebuildsTheStateFromTheEntries() {
        var random = new Random(20261130);
        for (int n = 0; n < 2000; n++) {
            step(random);
        }
        var before = state();
        fixture.restart();
        assertThat(state()).isEqualTo(before);
        assertThat(fixture.entries).hasAtLeastOneElementOfType(PaymentEntry.RefundFailed.class);
    }

    private void step(Random random) {
        var id = "1-" + random.nextInt(IDS);
        if (random.nextInt(4) == 0) {
            fixture.withFault(random.nextBoolean() ? "decline" : "failRefund");
        } else {
            fixture.withoutFaults();
        }
        try {
            switch (random.nextInt(5)) {
                case 0 -> fixture.register(id, id, PRICE);
                case 1 -> fixture.settle(id);
                case 2 -> fixture.refund("r" + id, 1 + random.nextInt(3), id, new Money(2000, "CNY"));
                case 3 -> fixture.settleRefund("r" + id);
                default -> fixture.voidIntent(id);
            }
        } catch (Problem _) { // Refusals change nothing, which is what the restart shows.
        }
    }

    private List<String> state() {
        return IntStream.range(0, IDS)
                .mapToObj(n -> fixture.payments.intent("1-" + n))
                .map(intent -> intent + " " + fixture.payments.refunds().of(intent))
                .toList();
    }

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call).status();
    }
}
