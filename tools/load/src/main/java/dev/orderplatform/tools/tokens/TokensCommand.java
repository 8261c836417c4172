package dev.orderplatform.tools.tokens;

import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints tokens of many users. */
@Command(
        name = "tokens",
        description = {
            "Prints users' tokens, for load tests with other tools: signed here, without a request to the gateway.",
            "",
            "The output is CSV with the header userId,token, as the feeders of Gatling, Locust, k6 and JMeter read it."
                    + " With --plain it is one token a line, for scripts of wrk and for headers of h2load and curl:",
            "  h2load -H \"Authorization: Bearer $(./orderctl tokens --users 1 --plain)\" …"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:there is no signing key", "2:an argument is invalid"})
public final class TokensCommand implements ToolCommand, Callable<Integer> {

    /** A signature takes about a millisecond. */
    static final int MAX_USERS = 100_000;

    static final Duration MAX_LIFETIME = Duration.ofDays(30);

    private static final Pattern SCOPE = Pattern.compile("(orders|operator)( (orders|operator))?");

    private final Supplier<Optional<String>> platformKey;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--users",
            paramLabel = "N",
            required = true,
            description = "Number of users, at most " + MAX_USERS + ".")
    private int users;

    @Option(
            names = "--first-user",
            paramLabel = "ID",
            description = "The first user's id; the others follow it (default: ${DEFAULT-VALUE}).")
    private long firstUser = 1;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "How long the tokens are valid, at most 30d (default: 8h).")
    private Duration lifetime = Duration.ofHours(8);

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "orders, operator, or both in quotes (default: ${DEFAULT-VALUE}).")
    private String scope = "orders";

    @Option(names = "--plain", description = "Print the tokens only, without header and user ids.")
    private boolean plain;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Sign with this RSA key (PKCS#8, PEM) instead of the local platform's, for a platform in"
                    + " containers: infra/docker/secrets/demo/signing-key.")
    private Optional<Path> key = Optional.empty();

    public TokensCommand() {
        // Not Secrets.read(), which would generate a key that no running gateway has.
        this(() -> Platform.here().data().secrets().find("signing-key"));
    }

    /** @param platformKey the local platform's signing key; empty if it was never started */
    public TokensCommand(Supplier<Optional<String>> platformKey) {
        this.platformKey = platformKey;
    }

    @Override
    public Integer call() {
        check(users >= 1 && users <= MAX_USERS, "--users must be 1 to " + MAX_USERS);
        check(firstUser >= 1 && firstUser <= Long.MAX_VALUE - users, "--first-user must be a positive user id");
        check(SCOPE.matcher(scope).matches(), "--scope must be orders, operator, or both separated by a space");
        check(
                lifetime.toSeconds() >= 1 && lifetime.compareTo(MAX_LIFETIME) <= 0,
                "--ttl must be 1s to " + MAX_LIFETIME.toDays() + "d");
        print(new UserTokens(signingKey(), scope, Instant.now(), lifetime));
        return 0;
    }

    private void check(boolean valid, String message) {
        if (!valid) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private void print(UserTokens tokens) {
        var out = spec.commandLine().getOut();
        if (!plain) {
            out.println("userId,token");
        }
        // Signing takes the time, so it uses all cores.
        LongStream.range(firstUser, firstUser + users)
                .parallel()
                .mapToObj(user -> plain ? tokens.of(user) : user + "," + tokens.of(user))
                .forEachOrdered(out::println);
        out.flush();
    }

    private String signingKey() {
        return key.map(TokensCommand::read)
                .or(platformKey)
                .orElseThrow(() -> new PlatformException(
                        "There is no signing key here. A local platform has one once it was started"
                                + " (./orderctl up); for a platform in containers, name it with --key FILE"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new PlatformException("Cannot read the signing key: " + e, e);
        }
    }
}
