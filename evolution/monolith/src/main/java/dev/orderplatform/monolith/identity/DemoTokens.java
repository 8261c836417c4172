package dev.orderplatform.monolith.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.orderplatform.monolith.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Issues a token for any user, without authentication. */
@RestController
@Profile("demo")
final class DemoTokens {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Pattern SCOPE = Pattern.compile("(orders|operator)( (orders|operator))*");

    private final RSASSASigner signer;
    private final InstantSource clock;

    DemoTokens(DemoProperties demo, InstantSource clock) {
        this.signer = new RSASSASigner(demo.privateKey());
        this.clock = clock;
    }

    record TokenRequest(long userId, @Nullable String scope) {}

    record Token(String token, long expiresIn) {}

    @PostMapping("/demo/token")
    Token issue(@RequestBody TokenRequest request) throws JOSEException {
        if (request.userId() < 1) {
            throw Refusal.badField("userId", "must be 1 or more");
        }
        if (request.scope() == null || !SCOPE.matcher(request.scope()).matches()) {
            throw Refusal.badField("scope", "must be orders, operator or both, separated by a space");
        }
        return new Token(sign(request.userId(), request.scope(), clock.instant()), LIFE.toSeconds());
    }

    private String sign(long userId, String scope, Instant now) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .subject(Long.toString(userId))
                .claim("scope", scope)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        token.sign(signer);
        return token.serialize();
    }
}
