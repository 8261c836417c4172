package dev.orderplatform.order.multiregion;

/** The other region did not take its part. */
public final class OtherRegionUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherRegionUnavailable(String message) {
        super(message);
    }

    OtherRegionUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
