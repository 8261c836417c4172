package dev.orderplatform.notification;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An order and its events.
 *
 * @param id unique within this JVM
 */
record TestOrder(long id, long user) {
    private static final List<Line> LINES = List.of(new Line("SKU-00001", 2, 1999));

    private static final AtomicLong LAST_ID = new AtomicLong(1L << 60);
    private static final AtomicLong LAST_USER = new AtomicLong();

    static TestOrder ofNewUser() {
        return of(LAST_USER.incrementAndGet());
    }

    static TestOrder of(long user) {
        return new TestOrder(LAST_ID.incrementAndGet(), user);
    }

    OrderCreatedEvent created() {
        return new OrderCreatedEvent(
                id, user, 1, 1, "east", Instant.now(), "REGION", 3998, "CNY", LINES, "key-" + id, "");
    }

    OrderConfirmedEvent confirmed() {
        return new OrderConfirmedEvent(id, user, 2, 1, "east", Instant.now(), 3998, "CNY", LINES);
    }

    OrderRejectedEvent rejected(String sku) {
        return new OrderRejectedEvent(
                id, user, 2, 1, "east", Instant.now(), new Rejection(Rejection.OUT_OF_STOCK, List.of(sku)));
    }

    OrderCancelledEvent cancelled() {
        return new OrderCancelledEvent(id, user, 3, 1, "east", Instant.now());
    }
}
