package dev.orderplatform.order.domain;

/** Why an order is refunded. Each reason belongs to one status. */
public enum RefundReason {
    /** The customer cancelled the paid order before it was shipped. */
    CANCELLED(Status.PAID),
    /** The payment came after the order was cancelled. */
    LATE_PAYMENT(Status.CANCELLED),
    /** All parcels came back. */
    RETURNED(Status.SHIPPED);

    private final Status source;

    RefundReason(Status source) {
        this.source = source;
    }

    boolean isAllowedFrom(Status status) {
        return status == source;
    }

    /** Whether the order's units were sold: a cancelled order has released them before. */
    boolean returnsStock() {
        return this != LATE_PAYMENT;
    }
}
