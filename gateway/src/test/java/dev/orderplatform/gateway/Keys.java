package dev.orderplatform.gateway;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The keys of a gateway under test, and tokens signed with them. */
final class Keys {

    private static final KeyPair USERS = rsa();

    private static final Map<String, String> ISSUED = new ConcurrentHashMap<>();

    private Keys() {}

    static void register(DynamicPropertyRegistry properties) {
        properties.add("platform.control.url", () -> "jdbc:postgresql://127.0.0.1:1/nowhere");
        properties.add(
                "platform.security.user-key",
                () -> pem("PUBLIC KEY", USERS.getPublic().getEncoded()));
        properties.add(
                "platform.security.service-key", () -> Base64.getEncoder().encodeToString(new byte[32]));
        properties.add(
                "platform.demo.signing-key",
                () -> pem("PRIVATE KEY", USERS.getPrivate().getEncoded()));
    }

    static String token(long user, String scope) {
        return ISSUED.computeIfAbsent(
                user + scope, _ -> token(USERS, user, scope, Instant.now().plusSeconds(600)));
    }

    static String expired() {
        return token(USERS, 1, "orders", Instant.now().minusSeconds(60));
    }

    static String forged() {
        return token(rsa(), 1, "orders", Instant.now().plusSeconds(600));
    }

    private static String token(KeyPair keys, long user, String scope, Instant end) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(Long.toString(user))
                .claim("scope", scope)
                .expirationTime(Date.from(end))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            token.sign(new RSASSASigner(keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(encoded), kind);
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
