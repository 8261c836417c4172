package dev.orderplatform.order.domain;

/** The status of an order. */
public enum Status {
    /** Written by a global transaction that is not decided yet; invisible to clients and consumers. */
    UNDECIDED,
    /** Accepted; its stock is being reserved. */
    PENDING,
    CONFIRMED,
    REJECTED,
    CANCELLED,
    PAID,
    SHIPPED,
    DELIVERED,
    REFUND_PENDING,
    REFUNDED;

    /** Whether an order enters its payment window with this status. */
    public boolean startsPaymentWindow() {
        return this == CONFIRMED;
    }

    /** Whether an order leaves its payment window with this status. */
    public boolean endsPaymentWindow() {
        return this == PAID || this == CANCELLED;
    }

    /** Whether no transition leaves this status. */
    public boolean isFinal() {
        return this == REJECTED || this == DELIVERED || this == REFUNDED;
    }
}
