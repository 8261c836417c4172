package dev.orderplatform.evolution.orders.services;

/** A call to a service failed or was not sent; it is unknown whether it took effect. */
public final class ServiceUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceUnavailable(String service, Throwable cause) {
        super(service + " is not available: " + cause, cause, false, false);
    }
}
