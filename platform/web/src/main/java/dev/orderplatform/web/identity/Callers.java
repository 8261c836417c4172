package dev.orderplatform.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Turns bearer tokens into callers. A token that was verified is remembered until it expires, so that a client's many
 * requests cost one signature check; refused tokens are not remembered, so nobody can fill the cache with rubbish.
 */
final class Callers {

    private static final int REMEMBERED = 10_000;
    /** What parses a token skips other characters, so that one token would have many spellings. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Cache<String, Caller> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    Callers(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /** @throws JwtException when the token is not one of ours, or not valid now */
    Caller of(String token) {
        Caller known = verified.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return known;
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new BadJwtException("no token by its characters");
        }
        Caller caller = verifier.verify(token);
        verified.put(token, caller);
        return caller;
    }
}
