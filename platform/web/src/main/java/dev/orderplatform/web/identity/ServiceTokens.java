package dev.orderplatform.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.crypto.SecretKey;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Mono;

/** Short-lived tokens for calls to other services, renewed shortly before they expire. */
public final class ServiceTokens {

    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(20);

    private final String service;
    private final SecretKey key;
    private final Clock clock;
    private volatile Minted current = new Minted("", Instant.MIN);

    ServiceTokens(String service, SecurityProperties keys, Clock clock) {
        this.service = service;
        this.key = keys.serviceSecretKey();
        this.clock = clock;
    }

    /** A token that is valid for at least 20 s. */
    public String token() {
        Minted last = current;
        if (clock.instant().isBefore(last.renewAt())) {
            return last.token();
        }
        // Two threads may renew at the same time; both tokens are valid.
        Minted next = mint(clock.instant());
        current = next;
        return next.token();
    }

    /** Adds the token to the requests of a {@code WebClient}. */
    public ExchangeFilterFunction filter() {
        return ExchangeFilterFunction.ofRequestProcessor(request -> Mono.just(ClientRequest.from(request)
                .headers(headers -> headers.setBearerAuth(token()))
                .build()));
    }

    private Minted mint(Instant now) {
        Instant expiry = now.plus(LIFETIME);
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer(TokenVerifier.ISSUER)
                        .subject(service)
                        .claim("scope", Scope.SERVICE.word())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expiry))
                        .build());
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("signing with HS256 failed, although the key was checked at startup", e);
        }
        return new Minted(token.serialize(), expiry.minus(RENEW_BEFORE_EXPIRY));
    }

    private record Minted(String token, Instant renewAt) {}
}
