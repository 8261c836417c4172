package dev.orderplatform.gateway.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.orderplatform.web.blocking.Blocking;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Issues tokens to anybody. Demos only. */
@RestController
@Profile("demo")
@EnableConfigurationProperties(DemoProperties.class)
final class DemoTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final JWSSigner signer;
    private final Blocking blocking;

    DemoTokens(DemoProperties demo, Blocking blocking) {
        this.signer = new RSASSASigner(demo.privateKey());
        this.blocking = blocking;
    }

    @Schema(name = "DemoTokenRequest")
    record TokenRequest(
            @Min(1) long userId,

            @NotNull
            @Pattern(
                    regexp = "(orders|operator)( (orders|operator))?",
                    message = "must be orders, operator or both, separated by a space")
            String scope) {}

    @Schema(name = "DemoToken")
    record Token(String token, long expiresIn) {}

    // Off the event loop: a signature takes about a millisecond, and load tests request thousands.
    @Operation(operationId = "issueDemoToken", summary = "Issues a token to anybody; demos only")
    @PostMapping("/demo/token")
    @SecurityRequirements
    Mono<Token> issue(@Valid @RequestBody TokenRequest request) {
        return blocking.call(() -> new Token(sign(request, Instant.now()), LIFETIME.toSeconds()));
    }

    private String sign(TokenRequest request, Instant now) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(Long.toString(request.userId()))
                .claim("scope", request.scope())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        token.sign(signer);
        return token.serialize();
    }
}
