package dev.orderplatform.tools.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TokensCommandTest {
    private static KeyPair keys;

    @BeforeAll
    static void generateKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    private record Run(int status, String out, String err) {
        Stream<String> lines() {
            return out.lines();
        }
    }

    @Test
    void printsCsvOfConsecutiveUsers() {
        var run = tokens("--users", "3", "--first-user", "41");
        assertThat(run.status()).isZero();
        assertThat(run.lines().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("userId", "41", "42", "43");
        assertThat(run.lines()
                        .skip(1)
                        .map(line -> claims(line.substring(line.indexOf(',') + 1))
                                .path("sub")
                                .asText()))
                .containsExactly("41", "42", "43");
    }

    @Test
    void aTokenHasTheClaimsOfTheDemoEndpointAndIsSigned() throws GeneralSecurityException {
        var run = tokens("--users", "1", "--plain", "--ttl", "90m", "--scope", "orders operator");
        var token = run.out().strip();
        var claims = claims(token);
        assertThat(claims.path("sub").isTextual()).isTrue();
        assertThat(claims.path("scope").asText()).isEqualTo("orders operator");
        var issued = claims.path("iat").asLong();
        assertThat(issued)
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        assertThat(claims.path("exp").asLong() - issued)
                .isEqualTo(Duration.ofMinutes(90).toSeconds());
        assertThat(json(part(token, 0)).path("alg").asText()).isEqualTo("RS256");
        assertThat(verified(token)).isTrue();
    }

    @Test
    void theDefaultIsAWorkingDayOfOrders() {
        var claims = claims(tokens("--users", "1", "--plain").out().strip());
        assertThat(claims.path("scope").asText()).isEqualTo("orders");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                .isEqualTo(Duration.ofHours(8).toSeconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--users=0",
                "--users=100001",
                "--users=1 --ttl=0s",
                "--users=1 --ttl=31d",
                "--users=1 --scope=service",
                "--users=1 --first-user=0",
                "--first-user=1"
            })
    void invalidArgumentsPrintNoToken(String arguments) {
        var run = tokens(arguments.split(" "));
        assertThat(run.status()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--");
    }

    @Test
    void withoutAKeyItSaysWhereItComesFrom() {
        var run = run(Optional.empty(), "--users", "1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("./orderctl up", "--key FILE");
    }

    @Test
    void anotherKindOfKeyIsRejected() {
        assertThat(run(Optional.of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), "--users", "1")
                        .err())
                .contains("not an RSA private key");
    }

    private static Run tokens(String... arguments) {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return run(Optional.of(pem), arguments);
    }

    private static Run run(Optional<String> key, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var status = new CommandLine(new TokensCommand(() -> key))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println(((PlatformException) failure).getMessage());
                    return 1;
                })
                .execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    private static boolean verified(String token) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(part(token, 2)));
    }

    private static JsonNode claims(String token) {
        return json(part(token, 1));
    }

    private static String part(String token, int n) {
        return token.split("\\.", -1)[n];
    }

    private static JsonNode json(String encoded) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
