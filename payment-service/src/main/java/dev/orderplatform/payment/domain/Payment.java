package dev.orderplatform.payment.domain;

import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.PaymentDeclinedEvent;
import dev.orderplatform.contracts.PaymentEvent;
import dev.orderplatform.contracts.PaymentRefundedEvent;
import java.util.Optional;

/**
 * A payment of an order.
 *
 * @param money what is to be captured
 * @param version number of events published about it, from 0
 * @param stamp of its last change
 * @param providerUrl where the customer pays, once the provider has answered
 * @param voidPending whether the provider has yet to be asked to void it
 * @param refund present since it was requested
 */
public record Payment(
        PaymentId id,
        Money money,
        Status status,
        int version,
        EventStamp stamp,
        Optional<String> providerUrl,
        boolean voidPending,
        Optional<Refund> refund) {

    /** A payment that the provider does not know yet. */
    static Payment pending(PaymentId id, Money money, EventStamp stamp) {
        return new Payment(id, money, Status.PENDING, 0, stamp, Optional.empty(), false, Optional.empty());
    }

    public boolean isPending() {
        return status == Status.PENDING;
    }

    /** Whether the order can have no other payment now. */
    boolean isOpen() {
        return isPending() || status == Status.CAPTURED;
    }

    /** What is left to do at the provider. */
    public Optional<Work> work() {
        return switch (status) {
            case PENDING -> Optional.of(new Work(Work.Kind.INTENT, 0));
            case VOIDED -> voidPending ? Optional.of(new Work(Work.Kind.INTENT, 1)) : Optional.empty();
            case REFUND_PENDING -> dueRefund().map(due -> new Work(Work.Kind.REFUND, due.attempt()));
            case CAPTURED, DECLINED, REFUNDED -> Optional.empty();
        };
    }

    public boolean hasWork(Work.Kind kind) {
        return work().filter(work -> work.kind() == kind).isPresent();
    }

    /** The refund that is to be executed. */
    public Optional<Refund> dueRefund() {
        return status == Status.REFUND_PENDING ? refund : Optional.empty();
    }

    /** Whether its refund pays back a capture that pays no order: payment-service itself has requested it. */
    public boolean refundsUnusedCapture() {
        return isRefund(id.ownRefundId());
    }

    boolean isRefund(String refundId) {
        return refund.filter(own -> own.id().equals(refundId)).isPresent();
    }

    /** Whether the provider itself has said that it will not capture it. */
    boolean isVoidConfirmed() {
        // A provider that did not know the intent has confirmed nothing: its registration may have been on the way.
        return status == Status.VOIDED && !voidPending && providerUrl.isPresent();
    }

    /** It pays the order. */
    Payment capture(EventStamp when) {
        require(status == Status.PENDING || status == Status.DECLINED || status == Status.VOIDED, "capture");
        return published(Status.CAPTURED, when, refund);
    }

    /** It was captured, and does not pay the order. */
    Payment captureToRefund(Money captured, EventStamp when) {
        require(status == Status.PENDING || status == Status.DECLINED || status == Status.VOIDED, "capture");
        return changed(Status.REFUND_PENDING, when, Optional.of(Refund.first(id.ownRefundId(), captured)));
    }

    Payment decline(EventStamp when) {
        require(isPending(), "decline");
        return published(Status.DECLINED, when, refund);
    }

    /** It is not needed any more; the provider has to be asked to void it, even if it may not know it. */
    Payment voidIt(EventStamp when) {
        require(isPending(), "void");
        return with(Status.VOIDED, version, when, true, refund);
    }

    /** The provider will not capture it. */
    Payment voided(EventStamp when) {
        require(isPending() || status == Status.VOIDED, "void");
        return changed(Status.VOIDED, when, refund);
    }

    Payment requestRefund(Refund requested, EventStamp when) {
        require(status == Status.CAPTURED, "refund");
        return changed(Status.REFUND_PENDING, when, Optional.of(requested));
    }

    /** The money is back; of a refund that was not requested, too. */
    Payment refunded(Refund executed, EventStamp when) {
        require(status == Status.CAPTURED || status == Status.REFUND_PENDING || status == Status.REFUNDED, "refund");
        return published(Status.REFUNDED, when, Optional.of(executed));
    }

    /** Attempts up to this one have failed; the next one follows. */
    Payment refundFailed(int failedAttempt, EventStamp when) {
        require(status == Status.REFUND_PENDING, "another attempt of a refund");
        return changed(status, when, refund.map(failed -> failed.after(failedAttempt)));
    }

    /** What the provider has really captured, which a callback reported wrongly, is refunded. */
    Payment correctRefund(Money captured, EventStamp when) {
        require(status == Status.REFUND_PENDING && refundsUnusedCapture(), "another amount of a refund");
        return changed(status, when, refund.map(own -> own.of(captured)));
    }

    /** The provider knows it. If it was voided meanwhile, the provider has to be asked to void it again. */
    Payment registered(String url) {
        return new Payment(id, money, status, version, stamp, Optional.of(url), status == Status.VOIDED, refund);
    }

    /** The event that publishes its status. */
    public Optional<PaymentEvent> event() {
        return switch (status) {
            case CAPTURED ->
                Optional.of(new PaymentCapturedEvent(
                        id.toString(),
                        id.orderId(),
                        version,
                        stamp.epoch(),
                        stamp.at(),
                        money.minor(),
                        money.currency()));
            case DECLINED ->
                Optional.of(new PaymentDeclinedEvent(
                        id.toString(),
                        id.orderId(),
                        version,
                        stamp.epoch(),
                        stamp.at(),
                        money.minor(),
                        money.currency()));
            case REFUNDED -> refund.map(this::refundedEvent);
            case PENDING, VOIDED, REFUND_PENDING -> Optional.empty();
        };
    }

    private PaymentEvent refundedEvent(Refund executed) {
        return new PaymentRefundedEvent(
                id.toString(),
                id.orderId(),
                version,
                stamp.epoch(),
                stamp.at(),
                executed.id(),
                executed.money().minor(),
                executed.money().currency());
    }

    private Payment published(Status next, EventStamp when, Optional<Refund> changedRefund) {
        return with(next, version + 1, when, false, changedRefund);
    }

    private Payment changed(Status next, EventStamp when, Optional<Refund> changedRefund) {
        return with(next, version, when, false, changedRefund);
    }

    private Payment with(
            Status next, int nextVersion, EventStamp when, boolean toBeVoided, Optional<Refund> changedRefund) {
        return new Payment(id, money, next, nextVersion, when, providerUrl, toBeVoided, changedRefund);
    }

    private void require(boolean allowed, String transition) {
        if (!allowed) {
            throw new IllegalTransition(id, status, transition);
        }
    }
}
