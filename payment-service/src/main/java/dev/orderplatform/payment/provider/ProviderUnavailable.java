package dev.orderplatform.payment.provider;

/** The provider did not give a usable answer. */
public final class ProviderUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProviderUnavailable(String message) {
        super(message, null, false, false);
    }
}
