package dev.orderplatform.payment.callbacks;

/** Stores a callback and applies it. */
@FunctionalInterface
public interface ReceiveCallback {

    /**
     * Returns once the callback and its effect are durable. A repeat has no effect. One that contradicts the payment's
     * state waits until the provider has answered. Blocking.
     *
     * @throws PaymentUnknown if there is no such payment
     * @throws dev.orderplatform.regions.NotOwner when another region owns the order's slot
     */
    void receive(Callback callback);
}
