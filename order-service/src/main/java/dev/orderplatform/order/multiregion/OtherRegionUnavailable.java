package dev.orderplatform.order.multiregion;

/** The other region did not confirm the call. */
public final class OtherRegionUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OtherRegionUnavailable(String message) {
        super(message);
    }

    public OtherRegionUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
