package dev.orderplatform.globaltransactions;

/** The coordinator does not respond, or its circuit breaker is open. */
public final class CoordinatorUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CoordinatorUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
