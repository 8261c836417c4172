package dev.orderplatform.logistics.domain;

/** Receives the carrier's callbacks. */
public interface ReceiveCallback {

    /**
     * Stores a callback and applies it, unless only the carrier's answer can tell whether it is true. A repeat, or one
     * with another tracking number than the carrier's booking, has no effect. Blocking; durable when it returns.
     *
     * @return false if there is no such parcel; then nothing is stored
     * @throws dev.orderplatform.regions.NotOwner if another region owns the order's slot
     */
    boolean receive(CarrierCallback callback);
}
