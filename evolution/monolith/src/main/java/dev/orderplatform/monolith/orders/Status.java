package dev.orderplatform.monolith.orders;

/** Where an order is in its life. It is never seen pending: all is decided in the transaction that stores it. */
enum Status {
    CONFIRMED,
    REJECTED,
    CANCELLED
}
