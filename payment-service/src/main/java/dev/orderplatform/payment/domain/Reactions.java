package dev.orderplatform.payment.domain;

/** Which callbacks a payment's state allows, and which ones contradict it. */
final class Reactions {
    private Reactions() {}

    /** What a callback that reports this means for the payment now. */
    static Reaction of(Payment payment, Report report) {
        return switch (report) {
            case Report.Captured _ -> ofCapture(payment);
            case Report.Declined _ -> ofDecline(payment);
            case Report.Voided _ -> payment.isPending() || payment.voidPending() ? Reaction.APPLY : Reaction.IGNORE;
            case Report.RefundSucceeded succeeded -> of(payment, succeeded);
            case Report.RefundFailed failed -> of(payment, failed);
        };
    }

    private static Reaction ofCapture(Payment payment) {
        return switch (payment.status()) {
            case PENDING -> Reaction.APPLY;
            case CAPTURED, REFUND_PENDING, REFUNDED -> Reaction.IGNORE;
            case DECLINED -> Reaction.ASK_PROVIDER;
            case VOIDED -> payment.isVoidConfirmed() ? Reaction.DISCARD : Reaction.ASK_PROVIDER;
        };
    }

    private static Reaction ofDecline(Payment payment) {
        return switch (payment.status()) {
            case PENDING -> Reaction.APPLY;
            case DECLINED -> Reaction.IGNORE;
            case CAPTURED, VOIDED, REFUND_PENDING, REFUNDED -> Reaction.ASK_PROVIDER;
        };
    }

    private static Reaction of(Payment payment, Report.RefundSucceeded succeeded) {
        if (payment.status() == Status.REFUNDED && payment.isRefund(succeeded.refundId())) {
            return Reaction.IGNORE;
        }
        Refund reported = new Refund(succeeded.refundId(), succeeded.money(), succeeded.attempt());
        return payment.dueRefund().filter(reported::equals).isPresent() ? Reaction.APPLY : Reaction.ASK_PROVIDER;
    }

    private static Reaction of(Payment payment, Report.RefundFailed failed) {
        int attempt = payment.refund().map(Refund::attempt).orElse(0);
        if (!payment.isRefund(failed.refundId()) || failed.attempt() > attempt) {
            return Reaction.ASK_PROVIDER;
        }
        if (failed.attempt() < attempt) {
            return Reaction.IGNORE;
        }
        return payment.dueRefund().isPresent() ? Reaction.APPLY : Reaction.ASK_PROVIDER;
    }
}
