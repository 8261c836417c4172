package dev.orderplatform.tools.simulators.parcels;

import java.util.List;

/** A parcel. */
record Parcel(String key, String parcelId, List<Line> lines, String trackingNumber, Status status) {
    static final String CARRIER = "SIMULATED";

    /** BOOKED until it leaves or is cancelled; a delivered one may still come back. */
    enum Status {
        BOOKED,
        SHIPPED,
        DELIVERED,
        RETURNED,
        CANCELLED
    }

    Parcel {
        lines = List.copyOf(lines);
    }

    Parcel with(Status next) {
        return new Parcel(key, parcelId, lines, trackingNumber, next);
    }
}
