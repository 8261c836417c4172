package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The last parcel has arrived: the order is DELIVERED. This is final. */
public record OrderDeliveredEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at)
        implements OrderEvent {

    public OrderDeliveredEvent {
        Require.ids(orderId, version, epoch);
    }
}
