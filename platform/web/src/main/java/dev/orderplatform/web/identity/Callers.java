package dev.orderplatform.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Turns bearer tokens into callers. A token that was verified is remembered until it expires, so that a client's many
 * requests cost one signature check; refused tokens are not remembered, so nobody can fill the cache with rubbish.
 */
final class Callers implements ReactiveAuthenticationManager {

    private static final int REMEMBERED = 10_000;

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

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
            return Mono.empty();
        }
        try {
            return Mono.just(caller(bearer.getToken()));
        } catch (JwtException _) {
            return Mono.error(new InvalidBearerTokenException("The token is not valid."));
        }
    }

    private Caller caller(String token) {
        Caller known = verified.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return known;
        }
        Caller caller = verifier.verify(token);
        verified.put(token, caller);
        return caller;
    }
}
