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
 * Verifies a token. Each algorithm is bound to its own key and to its own kind of caller: an HS256 token signed with
 * the public RSA key is forged, a user's token never speaks for a service, and no other algorithm is known.
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
        // A token without an end would be valid for ever.
        return new DelegatingOAuth2TokenValidator<>(
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull), timestamps);
    }

    /** @throws JwtException when the token is not one of ours, or not valid now */
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
            throw new BadJwtException("no JWT", e);
        }
    }

    private static Caller user(Jwt token) {
        try {
            return Caller.user(UserId.parse(subject(token)), scopes(token), expiry(token));
        } catch (IllegalArgumentException e) {
            throw new BadJwtException("the subject is no user id", e);
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
