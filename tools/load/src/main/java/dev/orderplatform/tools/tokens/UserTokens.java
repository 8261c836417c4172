package dev.orderplatform.tools.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.process.PlatformException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Signs users' tokens (JWT, RS256) with the same key and claims as the gateway's {@code POST /demo/token}. Uses the
 * JDK's signatures, so that orderctl needs no JWT library.
 */
final class UserTokens {
    private static final String HEADER = encode("{\"alg\":\"RS256\"}".getBytes(UTF_8));

    private final PrivateKey key;
    private final String scope;
    private final Instant issued;
    private final Instant expires;

    /**
     * @param pem the RSA private key, PKCS#8 in PEM
     * @param scope orders, operator or both, separated by a space
     * @throws PlatformException if it is no such key
     */
    UserTokens(String pem, String scope, Instant issued, Duration lifetime) {
        this.key = read(pem);
        this.scope = scope;
        this.issued = issued;
        this.expires = issued.plus(lifetime);
    }

    /** May be called from several threads. */
    String of(long user) {
        var claims = """
            {"sub":"%d","scope":"%s","iat":%d,"exp":%d}\
            """.formatted(user, scope, issued.getEpochSecond(), expires.getEpochSecond());
        var content = HEADER + "." + encode(claims.getBytes(UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(UTF_8));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey read(String pem) {
        try {
            var content = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(content));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PlatformException("The signing key is not an RSA private key in PKCS#8 PEM", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
