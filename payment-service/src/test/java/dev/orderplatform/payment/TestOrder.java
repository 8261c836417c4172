package dev.orderplatform.payment;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An order and its events.
 *
 * @param id carries the user's slot
 */
record TestOrder(long id, long user) {
    static final long TOTAL = 3998;

    private static final AtomicLong LAST_USER = new AtomicLong(System.currentTimeMillis());

    static TestOrder ofNewUser() {
        return of(LAST_USER.incrementAndGet());
    }

    static TestOrder of(long user) {
        return new TestOrder(OrderId.compose(System.currentTimeMillis(), Slot.ofUser(user), 0, 0), user);
    }

    Slot slot() {
        return OrderId.slot(id);
    }

    String payment(int number) {
        return id + "-" + number;
    }

    String refundId() {
        return id + "-refund";
    }

    OrderCancelledEvent cancelled() {
        return new OrderCancelledEvent(id, user, 3, 1, "east", Instant.now());
    }

    OrderRefundRequestedEvent refundRequested(int payment) {
        return new OrderRefundRequestedEvent(
                id,
                user,
                4,
                1,
                "east",
                Instant.now(),
                refundId(),
                payment(payment),
                TOTAL,
                "CNY",
                OrderRefundRequestedEvent.CANCELLED,
                List.of(new Line("SKU-00001", 2, 1999)),
                true);
    }
}
