package dev.orderplatform.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Users' tokens for tests. */
final class Tokens {
    private static final KeyPair OURS = newKeys();
    private static final KeyPair SOMEBODY_ELSES = newKeys();
    static final String USER_KEY = "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(OURS.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    static final String SERVICE_KEY =
            Base64.getEncoder().encodeToString("k".repeat(32).getBytes(UTF_8));

    private Tokens() {}

    static String of(long user, String scope) {
        return signed(OURS, user, scope, Instant.now().plusSeconds(600));
    }

    static String expired(long user) {
        return signed(OURS, user, "orders", Instant.now().minusSeconds(60));
    }

    static String forged(long user) {
        return signed(SOMEBODY_ELSES, user, "orders", Instant.now().plusSeconds(600));
    }

    private static String signed(KeyPair keys, long user, String scope, Instant end) {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .subject(Long.toString(user))
                        .claim("scope", scope)
                        .expirationTime(Date.from(end))
                        .build());
        try {
            token.sign(new RSASSASigner(keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
