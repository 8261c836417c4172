package dev.orderplatform.logistics;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * An order and its events.
 *
 * @param id unique within this JVM
 */
record TestOrder(long id, List<Line> lines) {
    private static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis());

    /** Of a user of this region. */
    static TestOrder of(int... quantities) {
        return of(new Slot(0), quantities);
    }

    static TestOrder ofOtherRegion(int... quantities) {
        return of(new Slot(1), quantities);
    }

    private static TestOrder of(Slot slot, int... quantities) {
        long id = OrderId.compose(LAST.incrementAndGet(), slot, 0, 0);
        return new TestOrder(
                id,
                IntStream.range(0, quantities.length)
                        .mapToObj(n -> new Line("SKU-%05d".formatted(n + 1), quantities[n], 100))
                        .toList());
    }

    OrderPaidEvent paid() {
        return new OrderPaidEvent(id, 42, 3, 1, "east", Instant.now(), total(), "CNY", lines, id + "-1");
    }

    OrderRefundRequestedEvent refundRequested() {
        return new OrderRefundRequestedEvent(
                id,
                42,
                4,
                1,
                "east",
                Instant.now(),
                id + "-refund",
                id + "-1",
                total(),
                "CNY",
                OrderRefundRequestedEvent.CANCELLED,
                lines,
                true);
    }

    private long total() {
        return lines.stream()
                .mapToLong(line -> line.quantity() * line.priceMinor())
                .sum();
    }

    String parcel(int number) {
        return id + "-" + number;
    }
}
