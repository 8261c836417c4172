package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** Every line of the order is reserved. */
public record StockReservedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId, int version, long epoch, Instant at)
        implements StockEvent {

    public StockReservedEvent {
        Require.ids(orderId, version, epoch);
    }
}
