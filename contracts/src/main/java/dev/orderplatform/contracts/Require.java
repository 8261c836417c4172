package dev.orderplatform.contracts;

/** Validation shared by all events, so that a malformed event never reaches a handler. */
final class Require {
    private Require() {}

    static void ids(long orderId, int version, long epoch) {
        if (orderId < 1 || version < 1 || epoch < 1) {
            throw new IllegalArgumentException(
                    "orderId, version and epoch must be positive, got " + orderId + ", " + version + ", " + epoch);
        }
    }
}
