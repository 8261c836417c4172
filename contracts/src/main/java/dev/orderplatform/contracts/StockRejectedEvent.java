package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** No line of the order is reserved; {@code rejection} says why. */
public record StockRejectedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        int version,
        long epoch,
        Instant at,
        Rejection rejection)
        implements StockEvent {

    public StockRejectedEvent {
        Require.ids(orderId, version, epoch);
    }
}
