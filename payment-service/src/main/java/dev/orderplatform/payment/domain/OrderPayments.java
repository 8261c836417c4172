package dev.orderplatform.payment.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All payments of an order, and what decides about them: only one pays the order, and none does once it is cancelled.
 *
 * @param cancelled a tombstone: payments that are started later are VOIDED
 * @param paidBy the first payment that was captured correctly, whatever became of it later
 * @param payments by number, from 1
 */
public record OrderPayments(
        long orderId, long userId, boolean cancelled, Optional<PaymentId> paidBy, List<Payment> payments) {

    public OrderPayments {
        payments = List.copyOf(payments);
    }

    /** An order without payments. */
    public static OrderPayments none(long orderId, long userId) {
        return new OrderPayments(orderId, userId, false, Optional.empty(), List.of());
    }

    public Optional<Payment> find(PaymentId id) {
        return payments.stream().filter(payment -> payment.id().equals(id)).findFirst();
    }

    /** The payment that forbids another one: it is PENDING or CAPTURED. */
    public Optional<Payment> open() {
        return payments.stream().filter(Payment::isOpen).findFirst();
    }

    public Payment last() {
        return payments.getLast();
    }

    /** Starts a payment, which is then the {@link #last}. Of a cancelled order it is VOIDED, and never registered. */
    public OrderPayments start(Money money, EventStamp when) {
        open().ifPresent(open -> {
            throw new IllegalTransition(open.id(), open.status(), "another payment of its order");
        });
        Payment payment = Payment.pending(new PaymentId(orderId, payments.size() + 1), money, when);
        List<Payment> all = new ArrayList<>(payments);
        all.add(cancelled ? payment.voided(when) : payment);
        return new OrderPayments(orderId, userId, cancelled, paidBy, all);
    }

    /** The order is cancelled. */
    public OrderPayments cancel(EventStamp when) {
        return new OrderPayments(orderId, userId, true, paidBy, payments).voidPending(when);
    }

    /** What a callback that reports this means now. */
    public Reaction reactionTo(PaymentId id, Report report) {
        return Reactions.of(payment(id), report);
    }

    /**
     * Makes the transition that follows from a report, if there is one. Only the provider's own answer may be applied
     * where {@link #reactionTo} requires that it is asked.
     */
    public OrderPayments apply(PaymentId id, Report report, EventStamp when) {
        Payment payment = payment(id);
        return switch (Reactions.of(payment, report)) {
            case APPLY, ASK_PROVIDER, DISCARD -> transition(payment, report, when);
            case IGNORE -> this;
        };
    }

    private OrderPayments transition(Payment payment, Report report, EventStamp when) {
        return switch (report) {
            case Report.Captured(Money money) -> captured(payment, money, when);
            case Report.Declined _ -> declined(payment, when);
            case Report.Voided _ -> with(payment.voided(when));
            case Report.RefundSucceeded(String refundId, int attempt, Money money) ->
                refunded(payment, new Refund(refundId, money, attempt), when);
            case Report.RefundFailed(String refundId, int attempt) -> refundFailed(payment, refundId, attempt, when);
        };
    }

    // The provider has confirmed it, so the money has moved, whatever the state was.
    private OrderPayments captured(Payment payment, Money money, EventStamp when) {
        if (paidBy.isPresent() || !money.equals(payment.money())) {
            return with(payment.captureToRefund(money, when));
        }
        OrderPayments paid = with(payment.capture(when)).voidPending(when);
        return new OrderPayments(orderId, userId, cancelled, Optional.of(payment.id()), paid.payments);
    }

    private OrderPayments declined(Payment payment, EventStamp when) {
        return switch (payment.status()) {
            case PENDING -> with(payment.decline(when));
            case VOIDED -> with(payment.voided(when)); // Nothing will be captured, as wanted.
            default -> this;
        };
    }

    private OrderPayments refunded(Payment payment, Refund executed, EventStamp when) {
        return switch (payment.status()) {
            case CAPTURED -> with(payment.refunded(executed, when));
            case REFUND_PENDING -> payment.isRefund(executed.id()) ? with(payment.refunded(executed, when)) : this;
            default -> this;
        };
    }

    private OrderPayments refundFailed(Payment payment, String refundId, int attempt, EventStamp when) {
        boolean isDue = payment.isRefund(refundId)
                && payment.dueRefund().filter(due -> due.attempt() <= attempt).isPresent();
        return isDue ? with(payment.refundFailed(attempt, when)) : this;
    }

    /**
     * The order's own refund was requested. A repeat changes nothing. If the money is back already, by a refund that
     * nobody had requested, the request is answered at once.
     *
     * @throws IllegalTransition if there is nothing to pay back
     */
    public OrderPayments requestRefund(PaymentId id, String refundId, Money money, EventStamp when) {
        Payment payment = payment(id);
        if (payment.isRefund(refundId)) {
            return this;
        }
        Refund requested = Refund.first(refundId, money);
        boolean isBack = payment.status() == Status.REFUNDED
                && payment.refund().filter(known -> known.money().equals(money)).isPresent();
        return with(isBack ? payment.refunded(requested, when) : payment.requestRefund(requested, when));
    }

    /** The provider has captured another amount than a callback reported, and payment-service refunds it. */
    public OrderPayments correctRefund(PaymentId id, Money captured, EventStamp when) {
        return with(payment(id).correctRefund(captured, when));
    }

    /** The provider knows the intent. */
    public OrderPayments registered(PaymentId id, String providerUrl) {
        return with(payment(id).registered(providerUrl));
    }

    private OrderPayments voidPending(EventStamp when) {
        return map(payment -> payment.isPending() ? payment.voidIt(when) : payment);
    }

    private OrderPayments with(Payment changed) {
        return map(payment -> payment.id().equals(changed.id()) ? changed : payment);
    }

    private OrderPayments map(UnaryOperator<Payment> change) {
        return new OrderPayments(
                orderId,
                userId,
                cancelled,
                paidBy,
                payments.stream().map(change).toList());
    }

    private Payment payment(PaymentId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no payment " + id));
    }
}
