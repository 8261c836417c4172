package dev.orderplatform.stack.load;

import dev.orderplatform.stack.client.AcknowledgementLog;
import dev.orderplatform.stack.client.Gateway;
import dev.orderplatform.stack.client.Tokens;
import dev.orderplatform.stack.local.DurationArgument;
import dev.orderplatform.stack.local.LocalPlatform;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads the gateway with orders and tells how the platform bears it. */
@Command(
        name = "load",
        description = "Places orders through the gateway and prints throughput, errors and latencies.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every order was accepted and decided", "1:there was an error"})
public final class LoadCommand implements Callable<Integer> {

    private static final int USUAL_CONCURRENCY = 64;
    private static final int MOST_IN_FLIGHT = 512;

    private final LocalPlatform platform;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--target", paramLabel = "URL", description = "Another gateway than the one on this machine.")
    private Optional<String> target = Optional.empty();

    /** How requests follow each other. */
    static final class Manner {
        @Option(
                names = "--rate",
                paramLabel = "N",
                description = "Starts N requests a second, whatever became of the earlier ones.")
        private Optional<Double> rate = Optional.empty();

        @Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "Keeps N requests under way (default: " + USUAL_CONCURRENCY + ").")
        private Optional<Integer> concurrency = Optional.empty();

        @Option(names = "--lone", description = "One request at a time: how fast is a platform that has nothing to do?")
        private boolean lone;
    }

    @ArgGroup
    private Manner manner = new Manner();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "How long to count (default: 60s).")
    private Duration duration = Duration.ofSeconds(60);

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "How long to load before that (default: 10s).")
    private Duration warmUp = Duration.ofSeconds(10);

    @Option(names = "--users", paramLabel = "N", description = "Users that order (default: 1000).")
    private int users = 1000;

    @Option(names = "--skus", paramLabel = "N", description = "SKUs that are ordered (default: 1000).")
    private int skus = 1000;

    @Option(names = "--lines", paramLabel = "N", description = "SKUs an order (default: 1).")
    private int lines = 1;

    /** What the orders have to survive. */
    enum Durability {
        REGION,
        MULTI_REGION
    }

    @Option(
            names = "--durability",
            paramLabel = "KIND",
            description = "REGION or MULTI_REGION, an order that is in two regions before it is acknowledged"
                    + " (default: REGION).")
    private Durability durability = Durability.REGION;

    @Option(
            names = "--acks",
            paramLabel = "FILE",
            description = "Writes the acknowledged orders there; orderctl audit --acks looks for them.")
    private Optional<Path> acknowledgements = Optional.empty();

    public LoadCommand(LocalPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var plan = plan();
        var result = run(plan, out);
        var outcomes = target.isPresent()
                ? Optional.<Outcomes>empty()
                : Optional.of(Outcomes.of(platform.data(), result.from(), result.to()));
        var report = new LoadReport(plan, result, outcomes);
        report.lines().forEach(out::println);
        out.flush();
        return report.good() ? 0 : 1;
    }

    private LoadPlan plan() {
        var rate = manner.rate.map(OptionalDouble::of).orElse(OptionalDouble.empty());
        var senders =
                manner.lone ? 1 : manner.concurrency.orElse(rate.isPresent() ? MOST_IN_FLIGHT : USUAL_CONCURRENCY);
        return new LoadPlan(rate, senders, warmUp, duration, users, skus, lines, durability.name());
    }

    private Load.Result run(LoadPlan plan, PrintWriter out) throws InterruptedException {
        try (var gateway = new Gateway(target.orElseGet(platform::gatewayUrl), plan.senders() + 8);
                var log = AcknowledgementLog.to(acknowledgements)) {
            out.println("Loading " + gateway.url() + ": " + plan.users() + " users get their tokens");
            out.flush();
            var tokens = Tokens.ofUsers(gateway, 1, plan.users());
            return new Load(plan, gateway, tokens, log).run(line -> {
                out.println(line);
                out.flush();
            });
        }
    }
}
