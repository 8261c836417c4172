package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** The order is confirmed: its Sample is REGISTERED. */
public record SampleRegisteredEvent(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
        int version,
        long epoch,
        Instant at)
        implements SampleEvent {

    public SampleRegisteredEvent {
        Require.ids(orderId, version, epoch);
    }
}
