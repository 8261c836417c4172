package dev.orderplatform.order.domain;

import dev.orderplatform.contracts.Rejection;
import java.util.Optional;

/**
 * An order as a transition sees it: what was ordered, and its current status.
 *
 * @param version grows by one with each transition, from 1
 * @param rejection present exactly when it is REJECTED
 * @param paymentId the payment that paid it, since it was PAID
 * @param refund present since its refund was requested
 */
public record Order(
        long id,
        long userId,
        Status status,
        int version,
        Lines lines,
        Money total,
        Optional<Rejection> rejection,
        Optional<String> paymentId,
        Optional<Refund> refund) {

    /** An order that nobody has decided on or paid. */
    public static Order accepted(long id, long userId, Lines lines, Money total) {
        return new Order(
                id, userId, Status.PENDING, 1, lines, total, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Stock is reserved. */
    public Order confirm() {
        return after(Transition.CONFIRM);
    }

    /** Stock could not be reserved. */
    public Order reject(Rejection reason) {
        Order rejected = after(Transition.REJECT);
        return new Order(
                id, userId, rejected.status, rejected.version, lines, total, Optional.of(reason), paymentId, refund);
    }

    /** The customer cancelled it. A paid order is refunded. */
    public Order cancel() {
        return status == Status.PAID ? refund(RefundReason.CANCELLED, paymentId) : after(Transition.CANCEL);
    }

    /** Its payment window is over. */
    public Order expire() {
        if (!status.startsPaymentWindow()) {
            throw new IllegalTransition(id, "it is " + status + " and does not wait for a payment");
        }
        return after(Transition.CANCEL);
    }

    /** Whether it was cancelled, or is refunded: cancelling it changes nothing. */
    public boolean isCancelled() {
        return status == Status.CANCELLED || status == Status.REFUND_PENDING || status == Status.REFUNDED;
    }

    /**
     * A payment was captured. If the order was cancelled before, the payment is refunded.
     *
     * @throws IllegalArgumentException when the amount is not the order's total: payment-service refunds such a capture
     *     and does not publish it
     */
    public Order pay(String payment, Money amount) {
        if (!amount.equals(total)) {
            throw new IllegalArgumentException("order " + id + " costs " + total + ", but " + amount + " was captured");
        }
        return status == Status.CANCELLED
                ? refund(RefundReason.LATE_PAYMENT, Optional.of(payment))
                : after(Transition.PAY).with(Optional.of(payment), refund);
    }

    /** The first parcel left. */
    public Order ship() {
        return after(Transition.SHIP);
    }

    /** The last parcel arrived. */
    public Order deliver() {
        return after(Transition.DELIVER);
    }

    /** All parcels came back. */
    public Order takeBack() {
        return refund(RefundReason.RETURNED, paymentId);
    }

    /** A refund was executed. One with another id does not concern this order: it is never allowed. */
    public Order completeRefund(String refundId) {
        if (refund.filter(own -> own.id().equals(refundId)).isEmpty()) {
            throw new IllegalTransition(id, refundId + " is not its refund");
        }
        return after(Transition.REFUND);
    }

    /** The same order at a given version. */
    Order at(int version, Status status) {
        return new Order(id, userId, status, version, lines, total, rejection, paymentId, refund);
    }

    private Order refund(RefundReason reason, Optional<String> payment) {
        if (!reason.isAllowedFrom(status)) {
            throw new IllegalTransition(id, status, Transition.REQUEST_REFUND);
        }
        return after(Transition.REQUEST_REFUND)
                .with(paymentId, payment.map(paid -> Refund.of(id, paid, total, reason)));
    }

    private Order after(Transition transition) {
        if (!transition.isAllowedFrom(status)) {
            throw new IllegalTransition(id, status, transition);
        }
        return at(version + 1, transition.target());
    }

    private Order with(Optional<String> payment, Optional<Refund> requested) {
        return new Order(id, userId, status, version, lines, total, rejection, payment, requested);
    }
}
