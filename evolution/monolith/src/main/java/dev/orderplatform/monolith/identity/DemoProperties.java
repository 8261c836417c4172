package dev.orderplatform.monolith.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For demo purposes: a real installation has an identity provider.
 *
 * @param signingKey PEM, PKCS#8, the private part of platform.security.user-key
 */
@ConfigurationProperties("platform.demo")
record DemoProperties(String signingKey) {

    PrivateKey privateKey() {
        var content = Base64.getMimeDecoder().decode(signingKey.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("platform.demo.signing-key is not an RSA private key in PKCS#8 PEM", e);
        }
    }

    /** Without the key: properties end up in logs. */
    @Override
    public String toString() {
        return "DemoProperties[…]";
    }
}
