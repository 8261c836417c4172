package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The order is CANCELLED. Its reserved stock must be released. */
public record OrderCancelledEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at)
        implements OrderEvent {

    public OrderCancelledEvent {
        Require.ids(orderId, version, epoch);
    }
}
