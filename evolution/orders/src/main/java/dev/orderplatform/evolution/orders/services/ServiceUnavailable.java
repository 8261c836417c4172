package dev.orderplatform.evolution.orders.services;

/** A service did not answer, or could not be asked: it is not known what became of the call. */
public final class ServiceUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceUnavailable(String service, Throwable cause) {
        super(service + " is not available: " + cause, cause, false, false);
    }
}
