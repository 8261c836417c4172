package dev.orderplatform.order.synchronous;

/** A service that an order waits for did not answer, or is not asked because it did not a moment ago. */
final class PeerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeerUnavailable(String peer, Throwable cause) {
        super(peer + " is not available: " + cause, cause, false, false);
    }
}
