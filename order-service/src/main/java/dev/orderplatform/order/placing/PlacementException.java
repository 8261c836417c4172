package dev.orderplatform.order.placing;

/** Leaves {@link PlaceOrder}'s pricing early. */
final class PlacementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PlacementError error;

    PlacementException(PlacementError error) {
        // No stack trace: a refusal is an answer, and an attacker must not make it expensive.
        super(error.toString(), null, false, false);
        this.error = error;
    }

    PlacementError error() {
        return error;
    }
}
