package dev.orderplatform.logistics.domain;

/** A parcel as its carrier knows it. */
public record CarrierParcel(Booking booking, ParcelStatus status) {}
