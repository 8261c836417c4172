package dev.orderplatform.globaltransactions;

/** The coordinator does not answer, or is not asked because it did not answer before. */
public final class CoordinatorUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CoordinatorUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
