package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The order can't be served and is REJECTED. This is final. */
public record OrderRejectedEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        String region,
        Instant at,
        Rejection rejection)
        implements OrderEvent {

    public OrderRejectedEvent {
        Require.ids(orderId, version, epoch);
    }
}
