package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The order's stock is reserved: it is CONFIRMED. */
public record OrderConfirmedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        Instant at)
        implements OrderEvent {

    public OrderConfirmedEvent {
        Require.ids(orderId, version);
    }
}
