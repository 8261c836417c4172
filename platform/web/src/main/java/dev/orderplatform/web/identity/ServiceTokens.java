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

/** The tokens by which this service calls others: short-lived, made anew shortly before the last one ends. */
public final class ServiceTokens {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration RENEW_BEFORE_END = Duration.ofSeconds(20);

    private final String service;
    private final SecretKey key;
    private final Clock clock;
    private volatile Minted current = new Minted("", Instant.MIN);

    ServiceTokens(String service, SecurityProperties keys, Clock clock) {
        this.service = service;
        this.key = keys.serviceSecretKey();
        this.clock = clock;
    }

    /** A token that is good for 20 s at least. */
    public String token() {
        Minted last = current;
        if (clock.instant().isBefore(last.renewAt())) {
            return last.token();
        }
        // Two threads may both mint at the turn; either token is good.
        Minted next = mint(clock.instant());
        current = next;
        return next.token();
    }

    /** For a {@code WebClient} that calls other services of the platform. */
    public ExchangeFilterFunction filter() {
        return ExchangeFilterFunction.ofRequestProcessor(request -> Mono.just(ClientRequest.from(request)
                .headers(headers -> headers.setBearerAuth(token()))
                .build()));
    }

    private Minted mint(Instant now) {
        Instant end = now.plus(LIFE);
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer(TokenVerifier.ISSUER)
                        .subject(service)
                        .claim("scope", Scope.SERVICE.word())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(end))
                        .build());
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 needs no more than the key, which was checked at start", e);
        }
        return new Minted(token.serialize(), end.minus(RENEW_BEFORE_END));
    }

    private record Minted(String token, Instant renewAt) {}
}
