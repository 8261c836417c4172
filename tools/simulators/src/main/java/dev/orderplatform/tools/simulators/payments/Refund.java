package dev.orderplatform.tools.simulators.payments;

/**
 * A refund.
 *
 * @param attempt the latest; the ones before it have failed
 */
record Refund(String refundId, int attempt, String paymentId, Money money, Status status) {

    /** The state of the latest attempt. */
    enum Status {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    Refund ended(Status end) {
        return new Refund(refundId, attempt, paymentId, money, end);
    }

    /** Whether it uses up some of the capture: it has succeeded, or may succeed. */
    boolean isCommitted() {
        return status != Status.FAILED;
    }

    boolean isSameRequest(Refund other) {
        return attempt == other.attempt && paymentId.equals(other.paymentId) && money.equals(other.money);
    }
}
