package dev.orderplatform.webhooks;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that sender and receiver share: 24 to 64 random bytes, written as {@code whsec_} and their Base64. */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int GENERATED_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a webhook secret has %d to %d bytes, this one has %d".formatted(MIN_BYTES, MAX_BYTES, key.length));
        }
        this.key = key;
    }

    /**
     * @param text such as {@code whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}
     * @throws IllegalArgumentException without the text: it may be a secret with a typing error
     */
    public static WebhookSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a webhook secret starts with " + PREFIX);
        }
        return new WebhookSecret(decode(text.substring(PREFIX.length())));
    }

    // The decoder's own message quotes a character of the secret.
    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("a webhook secret is Base64 after " + PREFIX);
        }
    }

    public static WebhookSecret generate() {
        byte[] key = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(key);
        return new WebhookSecret(key);
    }

    /** The secret itself, to be stored or handed to the other side; never to be logged. */
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** HMAC-SHA256 of the concatenated parts. */
    byte[] hmac(byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // Every JDK has HmacSHA256.
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
