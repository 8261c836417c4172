package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;

/**
 * The order is PAID, and its reserved stock is sold.
 *
 * @param totalMinor sum over the lines, in minor units of {@code currency} (ISO 4217)
 * @param paymentId the payment that paid it
 */
public record OrderPaidEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at,
        long totalMinor,
        String currency,
        List<Line> lines,
        String paymentId)
        implements OrderEvent {

    public OrderPaidEvent {
        Require.ids(orderId, version, epoch);
        Require.partOf(orderId, paymentId);
        lines = Require.lines(lines);
    }
}
