package dev.orderplatform.evolution.orders.storage;

/** Where an order is in its life. */
public enum Status {
    /** Stored; inventory has not decided yet, or nobody has stored its decision. */
    PENDING,
    CONFIRMED,
    REJECTED,
    CANCELLED
}
