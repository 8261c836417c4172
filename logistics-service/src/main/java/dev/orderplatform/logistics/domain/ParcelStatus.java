package dev.orderplatform.logistics.domain;

/** The status of a parcel, in the order in which it is reached. RETURNED may follow SHIPPED or DELIVERED. */
public enum ParcelStatus {
    /** It waits for the carrier. */
    BOOKED,
    /** It will not be sent: it never left, and its order is refunded. */
    CANCELLED,
    SHIPPED,
    DELIVERED,
    RETURNED
}
