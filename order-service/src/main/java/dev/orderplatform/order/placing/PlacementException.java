package dev.orderplatform.order.placing;

/** Aborts the pricing in {@link PlaceOrder}. */
final class PlacementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PlacementError error;

    PlacementException(PlacementError error) {
        // No stack trace: a refusal is a regular response and must stay cheap under attack.
        super(error.toString(), null, false, false);
        this.error = error;
    }

    PlacementError error() {
        return error;
    }
}
