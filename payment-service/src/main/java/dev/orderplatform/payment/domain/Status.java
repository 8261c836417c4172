package dev.orderplatform.payment.domain;

/** The state of a payment. */
public enum Status {
    /** The provider is to capture it, or has not decided yet. */
    PENDING,
    /** It pays the order. */
    CAPTURED,
    /** The provider has refused it. The customer may start another one. */
    DECLINED,
    /** It is not needed any more: the order is cancelled, or another payment pays it. */
    VOIDED,
    /** It was captured and is to be paid back. */
    REFUND_PENDING,
    /** It was paid back. */
    REFUNDED
}
