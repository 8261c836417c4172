package dev.orderplatform.contracts;

/** Checks that every event makes of itself, so that a malformed one never reaches a handler. */
final class Require {
    private Require() {}

    static void ids(long orderId, int version, long epoch) {
        if (orderId < 1 || version < 1 || epoch < 1) {
            throw new IllegalArgumentException(
                    "orderId, version and epoch are positive, got " + orderId + ", " + version + ", " + epoch);
        }
    }
}
