package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;

/**
 * The order's stock is reserved: it is CONFIRMED.
 *
 * @param totalMinor sum over the lines, in minor units of {@code currency} (ISO 4217)
 */
public record OrderConfirmedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at,
        long totalMinor,
        String currency,
        List<Line> lines)
        implements OrderEvent {

    public OrderConfirmedEvent {
        Require.ids(orderId, version, epoch);
        lines = Require.lines(lines);
    }
}
