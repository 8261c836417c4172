package dev.orderplatform.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.UnaryOperator;

/** Tokens for tests, valid and forged. */
public final class Tokens {

    public static final KeyPair USER_KEYS = rsa();
    public static final String USER_KEY = "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(USER_KEYS.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    public static final byte[] SERVICE_SECRET = "0123456789abcdef0123456789abcdef".getBytes();
    public static final String SERVICE_KEY = Base64.getEncoder().encodeToString(SERVICE_SECRET);

    private Tokens() {}

    public static String user(long user, String scope) {
        return rs256(claims -> claims.subject(Long.toString(user)).claim("scope", scope));
    }

    public static String expired(long user) {
        return rs256(claims -> claims.subject(Long.toString(user))
                .claim("scope", "orders")
                .expirationTime(Date.from(Instant.now().minusSeconds(120))));
    }

    /** Signed with another key. */
    public static String forged(long user) {
        return signed(
                JWSAlgorithm.RS256,
                new RSASSASigner(rsa().getPrivate()),
                claims -> claims.subject(Long.toString(user)).claim("scope", "orders"));
    }

    public static String rs256(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return signed(JWSAlgorithm.RS256, new RSASSASigner(USER_KEYS.getPrivate()), claims);
    }

    public static String hs256(byte[] key, UnaryOperator<JWTClaimsSet.Builder> claims) {
        try {
            return signed(JWSAlgorithm.HS256, new MACSigner(key), claims);
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static String signed(JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> claims) {
        var usual = new JWTClaimsSet.Builder()
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        SignedJWT token =
                new SignedJWT(new JWSHeader(algorithm), claims.apply(usual).build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
        return token.serialize();
    }

    public static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
