package dev.orderplatform.web.outbound;

/** The other system did not answer, or answered that it can't. The call may have had its effect. */
public final class SystemUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SystemUnavailable(String system, String reason) {
        // No stack trace: while a system is down, each of its calls fails.
        super(system + " is not available: " + reason, null, false, false);
    }
}
