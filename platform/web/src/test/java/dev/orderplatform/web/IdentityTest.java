package dev.orderplatform.web;

import static dev.orderplatform.web.Tokens.hs256;
import static dev.orderplatform.web.Tokens.rs256;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.orderplatform.web.identity.ServiceTokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Which tokens are accepted, and what they allow. */
@SpringBootTest(classes = SampleService.class, webEnvironment = WebEnvironment.MOCK)
class IdentityTest {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private ServiceTokens serviceTokens;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("platform.security.user-key", () -> Tokens.USER_KEY);
        properties.add("platform.security.service-key", () -> Tokens.SERVICE_KEY);
    }

    @BeforeEach
    void bind() {
        client = WebTestClient.bindToApplicationContext(context).build();
    }

    static Stream<Arguments> refusedTokens() {
        byte[] publicKey = Tokens.USER_KEYS.getPublic().getEncoded();
        return Stream.of(
                Arguments.of(
                        "expired",
                        rs256(c -> c.subject("1").claim("scope", "orders").expirationTime(ago(60)))),
                Arguments.of(
                        "without exp",
                        rs256(c -> c.subject("1").claim("scope", "orders").expirationTime(null))),
                Arguments.of("not yet valid", rs256(c -> c.subject("1").notBeforeTime(ago(-60)))),
                Arguments.of("without sub", rs256(c -> c.claim("scope", "orders"))),
                Arguments.of("sub 0", rs256(c -> c.subject("0"))),
                Arguments.of("sub -1", rs256(c -> c.subject("-1"))),
                Arguments.of("sub +1", rs256(c -> c.subject("+1"))),
                Arguments.of("sub 01", rs256(c -> c.subject("01"))),
                Arguments.of("sub Arabic digit", rs256(c -> c.subject("\u0661"))),
                Arguments.of("sub 2^63", rs256(c -> c.subject("9223372036854775808"))),
                Arguments.of("sub word", rs256(c -> c.subject("alice"))),
                Arguments.of("other RSA key", otherKey()),
                Arguments.of("RS512 with the right key", rs512()),
                Arguments.of("HS256 keyed by the public key, DER", hs256(publicKey, IdentityTest::user)),
                Arguments.of(
                        "HS256 keyed by the public key, PEM", hs256(Tokens.USER_KEY.getBytes(), IdentityTest::user)),
                Arguments.of(
                        "HS256 without issuer",
                        hs256(Tokens.SERVICE_SECRET, c -> c.subject("x").claim("scope", "service"))),
                Arguments.of("HS256 of a user", hs256(Tokens.SERVICE_SECRET, c -> user(c).issuer("platform"))),
                Arguments.of(
                        "alg none",
                        new PlainJWT(user(new JWTClaimsSet.Builder())
                                        .expirationTime(ago(-60))
                                        .build())
                                .serialize()),
                Arguments.of("tampered", tampered()),
                Arguments.of("rubbish", "a.b.c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedTokens")
    void refusesToken(String what, String token) {
        for (String path : List.of("/orders", "/internal/ping", "/anything")) {
            get(path, token)
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .valueEquals("WWW-Authenticate", "Bearer")
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo(401)
                    .jsonPath("$.instance")
                    .isEqualTo(path);
        }
    }

    @Test
    void missingTokenIs401() {
        client.get()
                .uri("/orders")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness"})
    void openResourceAllowsHead(String path) {
        client.get().uri(path).exchange().expectStatus().isOk();
        client.head().uri(path).exchange().expectStatus().isOk().expectBody().isEmpty();
        client.post().uri(path).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void tokenInTheQueryIsIgnored() {
        client.get()
                .uri("/orders?access_token=" + Tokens.user(1, "orders"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void scopeAllowsItsRoutesOnly() {
        get("/orders", Tokens.user(1, "orders")).expectStatus().isOk();
        get("/orders", Tokens.user(1, "operator orders")).expectStatus().isOk();
        get("/orders", rs256(c -> c.subject("1").claim("scope", List.of("orders"))))
                .expectStatus()
                .isOk();
        get("/orders", Tokens.user(1, "operator"))
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(403);
    }

    @Test
    void userTokenNeverAuthenticatesAService() {
        get("/internal/ping", rs256(c -> user(c).issuer("platform").claim("scope", "service orders")))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void serviceTokenAllowsInternalRoutesOnly() {
        get("/internal/ping", serviceTokens.token()).expectStatus().isOk();
        get("/orders", serviceTokens.token()).expectStatus().isForbidden();
    }

    @Test
    void verifiedTokenIsCachedButNotWithAnotherSignature() {
        String token = Tokens.user(7, "orders");
        get("/orders", token).expectStatus().isOk();
        get("/orders", token).expectStatus().isOk();
        get("/orders", token.substring(0, token.length() - 8) + "AAAAAAAA")
                .expectStatus()
                .isUnauthorized();
    }

    private ResponseSpec get(String path, String token) {
        return client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private static JWTClaimsSet.Builder user(JWTClaimsSet.Builder claims) {
        return claims.subject("1").claim("scope", "orders");
    }

    private static String otherKey() {
        return Tokens.signed(JWSAlgorithm.RS256, new RSASSASigner(Tokens.rsa().getPrivate()), IdentityTest::user);
    }

    private static String rs512() {
        return Tokens.signed(JWSAlgorithm.RS512, new RSASSASigner(Tokens.USER_KEYS.getPrivate()), IdentityTest::user);
    }

    private static String tampered() {
        String[] one = Tokens.user(1, "orders").split("\\.");
        String[] two = Tokens.user(2, "orders").split("\\.");
        return one[0] + "." + two[1] + "." + one[2];
    }

    private static Date ago(long seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }
}
