package dev.orderplatform.recommendation;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An order and its events.
 *
 * @param id unique within this JVM
 */
public record TestOrder(long id, long user, List<String> skus) {
    private static final AtomicLong LAST =
            new AtomicLong(OrderId.compose(System.currentTimeMillis(), new Slot(0), 0, 0));

    public static TestOrder of(String... skus) {
        return ofUser(LAST.incrementAndGet(), skus);
    }

    public static TestOrder ofUser(long user, String... skus) {
        return new TestOrder(LAST.incrementAndGet(), user, List.of(skus));
    }

    private List<Line> lines() {
        return skus.stream().map(sku -> new Line(sku, 2, 1999)).toList();
    }

    OrderConfirmedEvent confirmed() {
        return new OrderConfirmedEvent(id, user, 2, 1, "east", Instant.now(), 3998, "CNY", lines());
    }

    public OrderPaidEvent paid() {
        return new OrderPaidEvent(id, user, 3, 1, "east", Instant.now(), 3998, "CNY", lines(), id + "-1");
    }

    public OrderRefundRequestedEvent refundRequested() {
        return new OrderRefundRequestedEvent(
                id,
                user,
                4,
                1,
                "east",
                Instant.now(),
                id + "-1-refund",
                id + "-1",
                3998,
                "CNY",
                OrderRefundRequestedEvent.CANCELLED,
                lines(),
                true);
    }
}
