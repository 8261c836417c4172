package dev.orderplatform.runtime.secrets;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** Random passwords and keys, as text. */
final class Keys {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Keys() {}

    /** 24 random bytes in URL-safe base64, which needs no quoting. */
    static String newPassword() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));
    }

    /** 32 random bytes, base64. */
    static String newSymmetricKey() {
        return Base64.getEncoder().encodeToString(random(32));
    }

    /** A signing secret of the Standard Webhooks specification: whsec_ and 32 random bytes, base64. */
    static String newWebhookSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(random(32));
    }

    /** An RSA private key of 2048 bits, PEM of PKCS#8. */
    static String newSigningKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return pem("PRIVATE KEY", generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half of an RSA private key, PEM of X.509's SubjectPublicKeyInfo. */
    static String publicKeyOf(String privateKey) {
        var content = Base64.getMimeDecoder().decode(privateKey.replaceAll("-----[A-Z ]+-----", ""));
        try {
            var factory = KeyFactory.getInstance("RSA");
            var key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(content));
            var publicKey = factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return pem("PUBLIC KEY", publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, Key key) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(type, LINES.encodeToString(key.getEncoded()));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
