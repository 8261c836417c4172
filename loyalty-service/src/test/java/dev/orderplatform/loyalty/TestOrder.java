package dev.orderplatform.loyalty;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderDeliveredEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An order and its events. It earns 39 points.
 *
 * @param id unique within this JVM
 */
public record TestOrder(long id, long user) {
    public static final long POINTS = 39;
    private static final long TOTAL = 3998;
    private static final AtomicLong LAST = new AtomicLong(1L << 60);
    private static final List<Line> LINES = List.of(new Line("SKU-00001", 2, 1999));

    public static TestOrder ofNewUser() {
        long id = LAST.incrementAndGet();
        return new TestOrder(id, id);
    }

    public static TestOrder of(long user) {
        return new TestOrder(LAST.incrementAndGet(), user);
    }

    public OrderConfirmedEvent confirmed() {
        return new OrderConfirmedEvent(id, user, 2, 1, "east", Instant.now(), TOTAL, "CNY", LINES);
    }

    public OrderPaidEvent paid() {
        return paid(1, 3);
    }

    public OrderPaidEvent paid(long epoch, int version) {
        return paid(epoch, version, TOTAL);
    }

    public OrderPaidEvent paid(long epoch, int version, long totalMinor) {
        return new OrderPaidEvent(id, user, version, epoch, "east", Instant.now(), totalMinor, "CNY", LINES, id + "-1");
    }

    public OrderDeliveredEvent delivered() {
        return delivered(1, 5);
    }

    public OrderDeliveredEvent delivered(long epoch, int version) {
        return new OrderDeliveredEvent(id, user, version, epoch, "east", Instant.now());
    }

    public OrderRefundRequestedEvent refundRequested() {
        return refundRequested(1, 4);
    }

    public OrderRefundRequestedEvent refundRequested(long epoch, int version) {
        return refundRequested(epoch, version, OrderRefundRequestedEvent.CANCELLED);
    }

    public OrderRefundRequestedEvent refundRequested(long epoch, int version, String reason) {
        return new OrderRefundRequestedEvent(
                id,
                user,
                version,
                epoch,
                "east",
                Instant.now(),
                id + "-refund",
                id + "-1",
                TOTAL,
                "CNY",
                reason,
                LINES,
                !reason.equals(OrderRefundRequestedEvent.LATE_PAYMENT));
    }
}
