package dev.orderplatform.evolution.orders.storage;

/** The status of an order. */
public enum Status {
    /** Stored; inventory has not decided yet, or its decision is not stored yet. */
    PENDING,
    CONFIRMED,
    REJECTED,
    CANCELLED
}
