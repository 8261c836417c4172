package dev.orderplatform.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Resolves bearer tokens to callers. Verified tokens are cached until they expire, so that many requests cost one
 * signature check. Invalid tokens are not cached, so an attacker can't fill the cache.
 */
final class Callers {

    private static final int MAX_CACHED = 10_000;
    /** The JWT parser ignores other characters, so one token would have many spellings, each cached. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Cache<String, Caller> verified = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    Callers(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /** @throws JwtException if the token is invalid or expired */
    Caller of(String token) {
        Caller known = verified.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return known;
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new BadJwtException("illegal character in the token");
        }
        Caller caller = verifier.verify(token);
        verified.put(token, caller);
        return caller;
    }
}
