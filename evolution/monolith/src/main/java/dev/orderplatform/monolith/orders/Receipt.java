package dev.orderplatform.monolith.orders;

import java.time.Instant;

/** The response to an order request. Every retry gets the same one. */
record Receipt(String orderId, Status status, String region, long totalMinor, String currency, Instant createdAt) {

    static Receipt of(OrderView order) {
        Status first = order.history().getFirst().status();
        return new Receipt(
                order.orderId(), first, order.region(), order.totalMinor(), order.currency(), order.createdAt());
    }
}
