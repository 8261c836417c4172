package dev.orderplatform.tools.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Creates a JWT (HS256) with which orderctl calls services, like those of services among each other. */
final class ServiceToken {
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final String ALGORITHM = "HmacSHA256";

    private ServiceToken() {}

    /** @param key the services' shared key, base64 */
    static String mint(String key, Instant now) {
        var claims = """
            {"iss":"platform","sub":"orderctl","scope":"service","iat":%d,"exp":%d}\
            """.formatted(now.getEpochSecond(), now.plus(LIFETIME).getEpochSecond());
        var content = encode("{\"alg\":\"HS256\"}".getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM));
            return content + "." + encode(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
