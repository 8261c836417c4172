package dev.orderplatform.recommendation;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An order and its events.
 *
 * @param id unique within this JVM
 */
record TestOrder(long id, long user) {
    private static final AtomicLong LAST = new AtomicLong(1L << 60);

    static TestOrder ofNewUser() {
        long id = LAST.incrementAndGet();
        return new TestOrder(id, id);
    }

    OrderConfirmedEvent confirmed() {
        return new OrderConfirmedEvent(
                id, user, 2, 1, "east", Instant.now(), 3998, "CNY", List.of(new Line("SKU-00001", 2, 1999)));
    }

    OrderCancelledEvent cancelled() {
        return new OrderCancelledEvent(id, user, 3, 1, "east", Instant.now());
    }
}
