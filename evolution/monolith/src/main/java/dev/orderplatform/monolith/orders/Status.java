package dev.orderplatform.monolith.orders;

/** The status of an order. There is no pending status: an order is decided in the transaction that stores it. */
enum Status {
    CONFIRMED,
    REJECTED,
    CANCELLED
}
