package dev.orderplatform.order.domain;

/** Where an order is in its life. */
public enum Status {
    /** Written by a global transaction that is not decided yet: nobody sees it. */
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

    /** Nothing comes after it. */
    public boolean isFinal() {
        return this == REJECTED || this == DELIVERED || this == REFUNDED;
    }
}
