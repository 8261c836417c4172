package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The cancelled order's reserved stock is available again. */
public record StockReleasedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId, int version, long epoch, Instant at)
        implements StockEvent {

    public StockReleasedEvent {
        Require.ids(orderId, version, epoch);
    }
}
