package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The order is cancelled: its Sample is WITHDRAWN. This is final. Version 1 if it was never registered. */
public record SampleWithdrawnEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        Instant at)
        implements SampleEvent {

    public SampleWithdrawnEvent {
        Require.ids(orderId, version, epoch);
    }
}
