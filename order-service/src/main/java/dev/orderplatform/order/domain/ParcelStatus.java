package dev.orderplatform.order.domain;

/** The status of a parcel. */
public enum ParcelStatus {
    /** It waits for the carrier. */
    BOOKED,
    SHIPPED,
    DELIVERED,
    /** It was never sent. */
    CANCELLED,
    RETURNED;

    boolean hasLeft() {
        return this == SHIPPED || this == DELIVERED || this == RETURNED;
    }

    boolean hasEnded() {
        return this == DELIVERED || this == CANCELLED || this == RETURNED;
    }
}
