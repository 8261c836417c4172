package dev.orderplatform.web.identity;

import jakarta.validation.constraints.NotBlank;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Keys for verifying tokens; they come from files.
 *
 * @param userKey PEM, the RSA public key of the user tokens, 2048 bits or more
 * @param serviceKey base64, 32 bytes or more, shared by the services
 */
@Validated
@ConfigurationProperties("platform.security")
public record SecurityProperties(
        @NotBlank String userKey, @NotBlank String serviceKey) {

    RSAPublicKey userPublicKey() {
        String base64 = userKey.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "");
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
            if (key.getModulus().bitLength() < 2048) {
                throw new IllegalArgumentException("platform.security.user-key has fewer than 2048 bits");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("platform.security.user-key is not an RSA public key in PEM", e);
        }
    }

    SecretKey serviceSecretKey() {
        byte[] secret = Base64.getDecoder().decode(serviceKey.strip());
        if (secret.length < 32) {
            throw new IllegalArgumentException("platform.security.service-key has fewer than 32 bytes");
        }
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    /** Keeps the keys out of logs. */
    @Override
    public String toString() {
        return "SecurityProperties[…]";
    }
}
