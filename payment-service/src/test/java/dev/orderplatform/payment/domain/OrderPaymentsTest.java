package dev.orderplatform.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.PaymentDeclinedEvent;
import dev.orderplatform.contracts.PaymentRefundedEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderPaymentsTest {
    private static final EventStamp WHEN = new EventStamp(3, Instant.parse("2026-01-01T10:00:00Z"));
    private static final Money TOTAL = new Money(3998, "CNY");
    private static final PaymentId FIRST = new PaymentId(7, 1);
    private static final PaymentId SECOND = new PaymentId(7, 2);
    private static final String URL = "http://provider/7-1";
    private static final Report CAPTURED = new Report.Captured(TOTAL);
    private static final Report DECLINED = new Report.Declined();
    private static final Report VOIDED = new Report.Voided();

    private final OrderPayments none = OrderPayments.none(7, 42);
    private final OrderPayments pending = none.start(TOTAL, WHEN);
    private final OrderPayments captured = pending.apply(FIRST, CAPTURED, WHEN);
    private final OrderPayments declined = pending.apply(FIRST, DECLINED, WHEN);
    private final OrderPayments voided = pending.cancel(WHEN);
    private final OrderPayments refundPending = captured.requestRefund(FIRST, "7-refund", TOTAL, WHEN);

    @Test
    void paymentsAreNumberedFromOne() {
        assertThat(pending.last().id()).hasToString("7-1");
        assertThat(declined.start(TOTAL, WHEN).last().id()).hasToString("7-2");
    }

    @Test
    void orderHasOneOpenPayment() {
        assertThatThrownBy(() -> pending.start(TOTAL, WHEN)).isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(() -> captured.start(TOTAL, WHEN)).isInstanceOf(IllegalTransition.class);
        assertThat(declined.open()).isEmpty();
        assertThat(voided.open()).isEmpty();
        assertThat(refundPending.open()).isEmpty();
    }

    @Test
    void firstCorrectCapturePaysTheOrder() {
        assertThat(captured.paidBy()).contains(FIRST);
        assertThat(captured.last().event()).contains(new PaymentCapturedEvent("7-1", 7, 1, 3, WHEN.at(), 3998, "CNY"));
        assertThat(captured.last().work()).isEmpty();
    }

    @Test
    void firstCorrectCaptureVoidsPendingIntents() {
        OrderPayments late = declined.start(TOTAL, WHEN).apply(FIRST, CAPTURED, WHEN);
        assertThat(status(late, FIRST)).isEqualTo(Status.CAPTURED);
        assertThat(status(late, SECOND)).isEqualTo(Status.VOIDED);
        assertThat(late.last().hasWork(Work.Kind.INTENT)).isTrue();
        assertThat(late.payments().getFirst().version()).isEqualTo(2);
    }

    @Test
    void secondCaptureIsRefundedAndNotPublished() {
        OrderPayments twice =
                declined.start(TOTAL, WHEN).apply(SECOND, CAPTURED, WHEN).apply(FIRST, CAPTURED, WHEN);
        assertThat(twice.paidBy()).contains(SECOND);
        expectOwnRefund(twice, TOTAL, 1);
    }

    @Test
    void captureAfterTheOrdersPaymentWasRefundedIsRefundedToo() {
        OrderPayments both = declined.start(TOTAL, WHEN)
                .apply(SECOND, CAPTURED, WHEN)
                .requestRefund(SECOND, "7-refund", TOTAL, WHEN)
                .apply(SECOND, new Report.RefundSucceeded("7-refund", 1, TOTAL), WHEN)
                .apply(FIRST, CAPTURED, WHEN);
        expectOwnRefund(both, TOTAL, 1);
    }

    @Test
    void captureOfAnotherAmountOrCurrencyIsRefunded() {
        for (Money wrong : new Money[] {new Money(3999, "CNY"), new Money(3997, "CNY"), new Money(3998, "USD")}) {
            OrderPayments order = pending.apply(FIRST, new Report.Captured(wrong), WHEN);
            expectOwnRefund(order, wrong, 0);
            assertThat(order.paidBy()).isEmpty();
            assertThat(order.start(TOTAL, WHEN).last().status()).isEqualTo(Status.PENDING);
        }
    }

    private static void expectOwnRefund(OrderPayments order, Money money, int version) {
        Payment payment = order.payments().getFirst();
        assertThat(payment.status()).isEqualTo(Status.REFUND_PENDING);
        assertThat(payment.dueRefund()).contains(new Refund("7-1-refund", money, 1));
        assertThat(payment.version()).isEqualTo(version);
        assertThat(payment.event()).isEmpty();
    }

    @Test
    void amountOfAnOwnRefundFollowsWhatTheProviderCaptured() {
        Money reported = new Money(1, "CNY");
        OrderPayments order =
                pending.apply(FIRST, new Report.Captured(reported), WHEN).correctRefund(FIRST, TOTAL, WHEN);
        assertThat(order.last().dueRefund()).contains(new Refund("7-1-refund", TOTAL, 1));
        assertThatThrownBy(() -> refundPending.correctRefund(FIRST, TOTAL, WHEN))
                .isInstanceOf(IllegalTransition.class);
    }

    @Test
    void declinedPaymentIsPublished() {
        assertThat(declined.last().event()).contains(new PaymentDeclinedEvent("7-1", 7, 1, 3, WHEN.at(), 3998, "CNY"));
        assertThat(declined.last().work()).isEmpty();
    }

    @Test
    void cancelledOrderVoidsItsPendingPayment() {
        assertThat(status(voided, FIRST)).isEqualTo(Status.VOIDED);
        assertThat(voided.last().hasWork(Work.Kind.INTENT)).isTrue();
        OrderPayments confirmed = voided.apply(FIRST, VOIDED, WHEN);
        assertThat(confirmed.last().work()).isEmpty();
        assertThat(captured.cancel(WHEN).last()).isEqualTo(captured.last());
    }

    @Test
    void paymentOfACancelledOrderIsVoidedFromItsStart() {
        Payment late = none.cancel(WHEN).start(TOTAL, WHEN).last();
        assertThat(late.status()).isEqualTo(Status.VOIDED);
        assertThat(late.work()).isEmpty();
    }

    @Test
    void captureOfADeclinedOrVoidedPaymentNeedsTheProvidersWord() {
        assertThat(declined.reactionTo(FIRST, CAPTURED)).isEqualTo(Reaction.ASK_PROVIDER);
        assertThat(voided.reactionTo(FIRST, CAPTURED)).isEqualTo(Reaction.ASK_PROVIDER);
        assertThat(status(voided.apply(FIRST, CAPTURED, WHEN), FIRST)).isEqualTo(Status.CAPTURED);
        assertThat(voided.apply(FIRST, CAPTURED, WHEN).paidBy()).contains(FIRST);
    }

    @Test
    void voidedIsFinalOnceTheProviderHasConfirmedIt() {
        OrderPayments known = voided.registered(FIRST, URL).apply(FIRST, VOIDED, WHEN);
        assertThat(known.reactionTo(FIRST, CAPTURED)).isEqualTo(Reaction.DISCARD);
        OrderPayments unknown = voided.apply(FIRST, VOIDED, WHEN);
        assertThat(unknown.reactionTo(FIRST, CAPTURED)).isEqualTo(Reaction.ASK_PROVIDER);
    }

    @Test
    void intentRegisteredAfterItWasVoidedIsVoidedAgain() {
        OrderPayments late = voided.apply(FIRST, VOIDED, WHEN).registered(FIRST, URL);
        assertThat(late.last().hasWork(Work.Kind.INTENT)).isTrue();
        assertThat(late.last().providerUrl()).contains(URL);
    }

    @Test
    void repeatedReportChangesNothing() {
        assertThat(captured.reactionTo(FIRST, CAPTURED)).isEqualTo(Reaction.IGNORE);
        assertThat(captured.apply(FIRST, new Report.Captured(new Money(1, "CNY")), WHEN))
                .isEqualTo(captured);
        assertThat(declined.reactionTo(FIRST, DECLINED)).isEqualTo(Reaction.IGNORE);
        assertThat(refundPending.apply(FIRST, CAPTURED, WHEN)).isEqualTo(refundPending);
        assertThat(captured.apply(FIRST, VOIDED, WHEN)).isEqualTo(captured);
    }

    @Test
    void declineAfterACaptureContradictsAndNeverHasAnEffect() {
        assertThat(captured.reactionTo(FIRST, DECLINED)).isEqualTo(Reaction.ASK_PROVIDER);
        assertThat(captured.apply(FIRST, DECLINED, WHEN)).isEqualTo(captured);
        assertThat(status(voided.apply(FIRST, DECLINED, WHEN), FIRST)).isEqualTo(Status.VOIDED);
        assertThat(voided.apply(FIRST, DECLINED, WHEN).last().work()).isEmpty();
    }

    @Test
    void requestedRefundIsExecutedAndPublishedOnce() {
        assertThat(refundPending.last().work()).contains(new Work(Work.Kind.REFUND, 1));
        assertThat(refundPending.requestRefund(FIRST, "7-refund", TOTAL, WHEN)).isEqualTo(refundPending);
        Report succeeded = new Report.RefundSucceeded("7-refund", 1, TOTAL);
        assertThat(refundPending.reactionTo(FIRST, succeeded)).isEqualTo(Reaction.APPLY);
        OrderPayments refunded = refundPending.apply(FIRST, succeeded, WHEN);
        assertThat(refunded.last().event())
                .contains(new PaymentRefundedEvent("7-1", 7, 2, 3, WHEN.at(), "7-refund", 3998, "CNY"));
        assertThat(refunded.apply(FIRST, succeeded, WHEN)).isEqualTo(refunded);
        assertThat(refunded.requestRefund(FIRST, "7-refund", TOTAL, WHEN)).isEqualTo(refunded);
    }

    @Test
    void refundOfWhatWasNotCapturedIsRefused() {
        assertThatThrownBy(() -> pending.requestRefund(FIRST, "7-refund", TOTAL, WHEN))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("7-1 is PENDING");
        assertThatThrownBy(() -> pending.requestRefund(SECOND, "7-refund", TOTAL, WHEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> refundPending.requestRefund(FIRST, "other", TOTAL, WHEN))
                .isInstanceOf(IllegalTransition.class);
    }

    @Test
    void failedAttemptIsFollowedByTheNext() {
        Report failed = new Report.RefundFailed("7-refund", 1);
        assertThat(refundPending.reactionTo(FIRST, failed)).isEqualTo(Reaction.APPLY);
        OrderPayments second = refundPending.apply(FIRST, failed, WHEN);
        assertThat(second.last().work()).contains(new Work(Work.Kind.REFUND, 2));
        assertThat(second.reactionTo(FIRST, failed)).isEqualTo(Reaction.IGNORE);
        assertThat(second.apply(FIRST, failed, WHEN)).isEqualTo(second);
        assertThat(second.reactionTo(FIRST, new Report.RefundSucceeded("7-refund", 1, TOTAL)))
                .isEqualTo(Reaction.ASK_PROVIDER);
    }

    @Test
    void attemptsThatTheProviderHasSeenAreNotUsedAgain() {
        OrderPayments later = refundPending.apply(FIRST, new Report.RefundFailed("7-refund", 4), WHEN);
        assertThat(later.last().work()).contains(new Work(Work.Kind.REFUND, 5));
    }

    @Test
    void refundThatNobodyRequestedNeedsTheProvidersWord() {
        Report unrequested = new Report.RefundSucceeded("x", 1, TOTAL);
        assertThat(captured.reactionTo(FIRST, unrequested)).isEqualTo(Reaction.ASK_PROVIDER);
        assertThat(pending.reactionTo(FIRST, unrequested)).isEqualTo(Reaction.ASK_PROVIDER);
        assertThat(refundPending.reactionTo(FIRST, unrequested)).isEqualTo(Reaction.ASK_PROVIDER);
        assertThat(captured.reactionTo(FIRST, new Report.RefundFailed("x", 1))).isEqualTo(Reaction.ASK_PROVIDER);
        assertThat(pending.apply(FIRST, unrequested, WHEN)).isEqualTo(pending);
        assertThat(refundPending.apply(FIRST, unrequested, WHEN)).isEqualTo(refundPending);
        assertThat(captured.apply(FIRST, new Report.RefundFailed("x", 1), WHEN)).isEqualTo(captured);
        assertThat(refundPending.reactionTo(FIRST, new Report.RefundSucceeded("7-refund", 1, new Money(1, "CNY"))))
                .isEqualTo(Reaction.ASK_PROVIDER);
    }

    @Test
    void orderWhoseMoneyIsBackAlreadyGetsItsAnswer() {
        OrderPayments back = captured.apply(FIRST, new Report.RefundSucceeded("x", 1, TOTAL), WHEN);
        assertThat(status(back, FIRST)).isEqualTo(Status.REFUNDED);
        OrderPayments answered = back.requestRefund(FIRST, "7-refund", TOTAL, WHEN);
        assertThat(answered.last().event())
                .contains(new PaymentRefundedEvent("7-1", 7, 3, 3, WHEN.at(), "7-refund", 3998, "CNY"));
    }

    private static Status status(OrderPayments order, PaymentId id) {
        return order.find(id).orElseThrow().status();
    }
}
