package dev.orderplatform.logistics.domain;

/** The carrier's answer to a booking. */
public record Booking(String carrier, String trackingNumber) {
    public Booking {
        if (carrier.isBlank() || trackingNumber.isBlank()) {
            throw new IllegalArgumentException("a booking needs a carrier and a tracking number");
        }
    }
}
