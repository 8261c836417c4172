package dev.orderplatform.monolith.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Caches verified tokens until they expire, so that many requests cost one signature check. */
final class CachingJwtDecoder implements JwtDecoder {
    private static final int REMEMBERED = 10_000;

    private final JwtDecoder verifier;
    private final InstantSource clock;
    private final Cache<String, Jwt> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    CachingJwtDecoder(JwtDecoder verifier, InstantSource clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known != null && isValid(known)) {
            return known;
        }
        Jwt fresh = verifier.decode(token);
        verified.put(token, fresh);
        return fresh;
    }

    private boolean isValid(Jwt token) {
        Instant end = token.getExpiresAt();
        return end != null && clock.instant().isBefore(end);
    }
}
