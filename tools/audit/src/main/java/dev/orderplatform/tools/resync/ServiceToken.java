package dev.orderplatform.tools.resync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token by which orderctl calls services as they call each other: a JWT, HS256. */
final class ServiceToken {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final String ALGORITHM = "HmacSHA256";

    private ServiceToken() {}

    /** @param key base64, as the services have it */
    static String mint(String key, Instant now) {
        var claims = """
            {"iss":"platform","sub":"orderctl","scope":"service","iat":%d,"exp":%d}\
            """.formatted(now.getEpochSecond(), now.plus(LIFE).getEpochSecond());
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
