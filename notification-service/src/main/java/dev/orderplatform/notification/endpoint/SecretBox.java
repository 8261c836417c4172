package dev.orderplatform.notification.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.webhooks.WebhookSecret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of endpoints for the database (AES-256-GCM), so that a backup, a dump or a role that may only read
 * does not reveal them. The key comes from a secret file and is in no database. Bound to the user, so that one customer's
 * row is of no use in another's.
 */
public final class SecretBox {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<SecretKeySpec> newestFirst;
    private final SecureRandom random = new SecureRandom();

    /** @param newestFirst keys of 32 bytes: the first one encrypts, all of them decrypt */
    SecretBox(List<byte[]> newestFirst) {
        this.newestFirst =
                newestFirst.stream().map(key -> new SecretKeySpec(key, "AES")).toList();
    }

    /** Nonce and ciphertext. */
    public byte[] seal(long userId, WebhookSecret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, newestFirst.getFirst(), nonce, userId)
                    .doFinal(secret.reveal().getBytes(UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // Every JDK has AES-GCM.
        }
    }

    /** @throws IllegalStateException if no key fits: it was lost, or the row belongs to another user */
    public WebhookSecret open(long userId, byte[] sealed) {
        for (SecretKeySpec key : newestFirst) {
            try {
                byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
                byte[] text = cipher(Cipher.DECRYPT_MODE, key, nonce, userId)
                        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
                return WebhookSecret.parse(new String(text, UTF_8));
            } catch (GeneralSecurityException _) {
                // Sealed with another key.
            }
        }
        throw new IllegalStateException("no key of platform.notification.endpoints.keys opens the secret");
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, long userId)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(userId).flip());
        return cipher;
    }
}
