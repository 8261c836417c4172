package dev.orderplatform.contracts;

/** Checks that every event makes of itself, so that a malformed one never reaches a handler. */
final class Require {
    private Require() {}

    static void ids(long orderId, int version) {
        if (orderId < 1 || version < 1) {
            throw new IllegalArgumentException("orderId and version are positive, got " + orderId + ", " + version);
        }
    }
}
