package dev.orderplatform.web.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies tokens. Each algorithm has its own key and its own kind of caller: RS256 for users, HS256 for services, no
 * others. So a token signed HS256 with the public RSA key is rejected, and a user's token never authenticates a
 * service.
 */
final class TokenVerifier {

    static final String ISSUER = "platform";
    static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final JwtDecoder users;
    private final JwtDecoder services;

    TokenVerifier(SecurityProperties keys, Clock clock) {
        NimbusJwtDecoder users = NimbusJwtDecoder.withPublicKey(keys.userPublicKey())
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        users.setJwtValidator(inTime(clock));
        NimbusJwtDecoder services = NimbusJwtDecoder.withSecretKey(keys.serviceSecretKey())
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        services.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                inTime(clock),
                new JwtClaimValidator<>(JwtClaimNames.ISS, ISSUER::equals),
                new JwtClaimValidator<>("scope", Scope.SERVICE.word()::equals)));
        this.users = users;
        this.services = services;
    }

    private static OAuth2TokenValidator<Jwt> inTime(Clock clock) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setClock(clock);
        // Without an expiry a token would be valid for ever.
        return new DelegatingOAuth2TokenValidator<>(
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull), timestamps);
    }

    /** @throws JwtException if the token is invalid or expired */
    Caller verify(String token) {
        JWSAlgorithm algorithm = algorithm(token);
        if (algorithm.equals(JWSAlgorithm.RS256)) {
            return user(users.decode(token));
        }
        if (algorithm.equals(JWSAlgorithm.HS256)) {
            return service(services.decode(token));
        }
        throw new BadJwtException("unknown algorithm");
    }

    private static JWSAlgorithm algorithm(String token) {
        try {
            return JWSAlgorithm.parse(
                    JWTParser.parse(token).getHeader().getAlgorithm().getName());
        } catch (ParseException e) {
            throw new BadJwtException("not a JWT", e);
        }
    }

    private static Caller user(Jwt token) {
        try {
            return Caller.user(UserId.parse(subject(token)), scopes(token), expiry(token));
        } catch (IllegalArgumentException e) {
            throw new BadJwtException("the subject is not a user id", e);
        }
    }

    private static Caller service(Jwt token) {
        return Caller.service(subject(token), expiry(token));
    }

    private static String subject(Jwt token) {
        return Optional.ofNullable(token.getSubject()).orElseThrow(() -> new BadJwtException("no subject"));
    }

    private static Instant expiry(Jwt token) {
        return Optional.ofNullable(token.getExpiresAt()).orElseThrow(() -> new BadJwtException("no expiry"));
    }

    private static Set<Scope> scopes(Jwt token) {
        Stream<?> words = switch (token.getClaims().get("scope")) {
            case String text -> Arrays.stream(text.split(" "));
            case Collection<?> list -> list.stream();
            case null, default -> Stream.of();
        };
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        words.forEach(word -> Scope.ofUser(word.toString()).ifPresent(scopes::add));
        return scopes;
    }
}
