package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The first parcel has left: the order is SHIPPED. */
public record OrderShippedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at)
        implements OrderEvent {

    public OrderShippedEvent {
        Require.ids(orderId, version, epoch);
    }
}
