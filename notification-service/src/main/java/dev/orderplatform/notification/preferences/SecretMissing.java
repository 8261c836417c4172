package dev.orderplatform.notification.preferences;

/** An endpoint was given without a secret, and there is none to keep. */
public final class SecretMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SecretMissing() {
        super("an endpoint needs a secret", null, false, false);
    }
}
