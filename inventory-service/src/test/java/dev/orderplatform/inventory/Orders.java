package dev.orderplatform.inventory;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Order events as order-service would publish them. */
public final class Orders {
    private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis() << 20);
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");

    private Orders() {}

    public static long newId() {
        return NEXT.incrementAndGet();
    }

    public static OrderCreatedEvent created(long orderId, Line... lines) {
        return new OrderCreatedEvent(
                orderId, 42, 1, 1, "east", AT, "REGION", 100, "CNY", List.of(lines), "key-" + orderId, "");
    }

    public static OrderCreatedEvent created(long orderId, String sku, int quantity) {
        return created(orderId, new Line(sku, quantity, 100));
    }

    public static OrderConfirmedEvent confirmed(long orderId) {
        return new OrderConfirmedEvent(
                orderId, 42, 2, 1, "east", AT, 100, "CNY", List.of(new Line("SKU-00001", 1, 100)));
    }

    public static OrderPaidEvent paid(long orderId) {
        return new OrderPaidEvent(
                orderId, 42, 3, 1, "east", AT, 100, "CNY", List.of(new Line("SKU-00001", 1, 100)), orderId + "-1");
    }

    /** @param reason CANCELLED and RETURNED return the stock, LATE_PAYMENT does not */
    public static OrderRefundRequestedEvent refundRequested(long orderId, String reason) {
        return new OrderRefundRequestedEvent(
                orderId,
                42,
                4,
                1,
                "east",
                AT,
                orderId + "-refund",
                orderId + "-1",
                100,
                "CNY",
                reason,
                List.of(new Line("SKU-00001", 1, 100)),
                !reason.equals(OrderRefundRequestedEvent.LATE_PAYMENT));
    }

    public static OrderCancelledEvent cancelled(long orderId, int version) {
        return new OrderCancelledEvent(orderId, 42, version, 1, "east", AT);
    }
}
