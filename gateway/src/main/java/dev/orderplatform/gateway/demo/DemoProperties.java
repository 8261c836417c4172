package dev.orderplatform.gateway.demo;

import jakarta.validation.constraints.NotBlank;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * For demos only. In production an identity provider issues tokens, and the platform has no private key.
 *
 * @param signingKey PKCS#8 PEM, the private key of platform.security.user-key
 */
@Validated
@ConfigurationProperties("platform.demo")
record DemoProperties(@NotBlank String signingKey) {

    PrivateKey privateKey() {
        String base64 = signingKey.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("platform.demo.signing-key is not an RSA private key in PKCS#8 PEM", e);
        }
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "DemoProperties[…]";
    }
}
