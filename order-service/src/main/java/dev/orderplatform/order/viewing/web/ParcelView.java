package dev.orderplatform.order.viewing.web;

import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.ParcelStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A parcel as the customer sees it, also in {@code /shipments}.
 *
 * @param carrier null until the carrier has answered, like the tracking number
 */
@Schema(name = "Parcel")
record ParcelView(
        String parcelId,
        Optional<String> carrier,
        Optional<String> trackingNumber,
        ParcelStatus status,
        List<ParcelLine> lines) {

    static ParcelView of(Parcel parcel) {
        return new ParcelView(parcel.id(), parcel.carrier(), parcel.trackingNumber(), parcel.status(), parcel.lines());
    }
}
