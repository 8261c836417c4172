package dev.orderplatform.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The parcel has come back. */
public record ParcelReturnedEvent(
        String parcelId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        int version,
        long epoch,
        Instant at,
        int number,
        int of,
        Optional<String> carrier,
        Optional<String> trackingNumber,
        List<ParcelLine> lines)
        implements ShipmentEvent {

    public ParcelReturnedEvent {
        Require.ids(orderId, version, epoch);
        Require.parcel(orderId, parcelId, number, of);
        lines = List.copyOf(lines);
    }
}
