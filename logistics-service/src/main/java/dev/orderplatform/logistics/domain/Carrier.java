package dev.orderplatform.logistics.domain;

import java.util.Optional;

/** The carrier. All calls may be repeated; each blocks for a bounded time, and fails if the outcome is unknown. */
public interface Carrier {

    /** Books a parcel. If it is booked already, its present state is the answer. */
    CarrierParcel book(Parcel parcel);

    /** Empty if the carrier does not know it. */
    Optional<CarrierParcel> find(ParcelId parcelId);

    /** Cancels a parcel that the carrier knows, unless it has left; its state afterwards is the answer. */
    Optional<CarrierParcel> cancel(ParcelId parcelId);
}
