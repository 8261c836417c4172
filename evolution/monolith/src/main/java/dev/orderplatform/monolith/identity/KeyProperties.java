package dev.orderplatform.monolith.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The key for verifying user tokens; it comes from a file.
 *
 * @param userKey PEM, an RSA public key
 */
@ConfigurationProperties("platform.security")
record KeyProperties(String userKey) {

    RSAPublicKey publicKey() {
        var content = Base64.getMimeDecoder().decode(userKey.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("platform.security.user-key is not an RSA public key in PEM", e);
        }
    }

    /** Without the key: properties end up in logs. */
    @Override
    public String toString() {
        return "KeyProperties[…]";
    }
}
