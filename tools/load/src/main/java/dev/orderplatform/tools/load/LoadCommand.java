package dev.orderplatform.tools.load;

import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.client.Tokens;
import dev.orderplatform.tools.load.scenario.Scenario;
import dev.orderplatform.tools.load.scenario.ScenarioArgument;
import dev.orderplatform.tools.load.scenario.ScenarioPlan;
import dev.orderplatform.tools.load.scenario.ScenarioRun;
import dev.orderplatform.tools.load.scenario.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads the gateway with orders and tells how the platform bears it. */
@Command(
        name = "load",
        description = {
            "Places orders through the gateway and prints throughput, errors and latencies.",
            "With --scenario, plays one of the load kit, with an HTML report, an audit and a verdict."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every order was accepted and decided, at the rate that was asked for; with --scenario: the thresholds"
                    + " and the audit hold",
            "1:there was an error, or something did not hold"
        })
public final class LoadCommand implements ToolCommand, Callable<Integer> {

    private static final int USUAL_CONCURRENCY = 64;
    private static final int MOST_IN_FLIGHT = 512;
    private static final Duration USUAL_DURATION = Duration.ofSeconds(60);
    private static final int USUAL_SKUS = 1000;

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
                description =
                        "Starts N requests a second, whatever became of the earlier ones; in a scenario, N checkouts,"
                                + " of a few requests each.")
        private Optional<Double> rate = Optional.empty();

        @Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "Keeps N requests (in a scenario: checkouts) under way (default: " + USUAL_CONCURRENCY
                        + "; a scenario has a rate).")
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
            description = "How long to count (default: 60s; scenarios have their own).")
    private Optional<Duration> duration = Optional.empty();

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "How long to load before that (default: 10s).")
    private Duration warmUp = Duration.ofSeconds(10);

    @Option(names = "--users", paramLabel = "N", description = "Users that order (default: 1000).")
    private int users = 1000;

    @Option(names = "--skus", paramLabel = "N", description = "SKUs that are ordered (default: 1000; hot-sku: 10).")
    private Optional<Integer> skus = Optional.empty();

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
    private Optional<Durability> durability = Optional.empty();

    @Option(
            names = "--acks",
            paramLabel = "FILE",
            description = "Writes the acknowledged orders there, as JSON lines; orderctl audit --acks looks for them.")
    private Optional<Path> acknowledgements = Optional.empty();

    /** What only scenarios know. */
    static final class Kit {
        @Option(
                names = "--scenario",
                paramLabel = "NAME",
                required = true,
                converter = ScenarioArgument.class,
                description =
                        "steady, hot-sku, ramp, soak, kafka-outage or multi-region; tests/load/README.md tells more.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Scenario scenario;

        @Option(
                names = "--multi-region",
                paramLabel = "PERCENT",
                description = "Share of MULTI_REGION orders (default: 0; multi-region: 20).")
        private Optional<Integer> multiRegionPercent = Optional.empty();

        @Option(
                names = "--max-error-rate",
                paramLabel = "PERCENT",
                description = "Requests that may fail (default: " + Thresholds.ERROR_PERCENT + ").")
        private double errorPercent = Thresholds.ERROR_PERCENT;

        @Option(
                names = "--max-p99",
                paramLabel = "TIME",
                converter = DurationArgument.class,
                description = "What 99%% of the answers may take (default: " + Thresholds.P99_MILLIS + "ms).")
        private Duration p99 = Duration.ofMillis(Thresholds.P99_MILLIS);

        @Option(
                names = "--min-rate",
                paramLabel = "N",
                description = "Right answers a second that there must be (default: " + Thresholds.REQUEST_RATE + ").")
        private double requestRate = Thresholds.REQUEST_RATE;
    }

    @ArgGroup(exclusive = false, heading = "%nScenarios:%n")
    private @Nullable Kit kit;

    public LoadCommand() {
        this(ThisPlatform.here());
    }

    public LoadCommand(LocalPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() throws InterruptedException {
        return kit == null ? load() : play(kit);
    }

    private int play(Kit kit) throws InterruptedException {
        if (manner.lone || durability.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--lone and --durability are not for scenarios; a share of MULTI_REGION orders is --multi-region");
        }
        var scenario = kit.scenario;
        var plan = new ScenarioPlan(
                scenario,
                manner.rate.orElse(scenario.rate()),
                manner.concurrency.map(OptionalInt::of).orElse(OptionalInt.empty()),
                warmUp,
                duration.orElse(scenario.duration()),
                users,
                skus.orElse(scenario.skus()),
                lines,
                kit.multiRegionPercent.orElse(scenario.multiRegionPercent()),
                acknowledgements);
        var thresholds = new Thresholds(kit.errorPercent, kit.p99, kit.requestRate);
        return new ScenarioRun(platform, target, this::tell).run(plan, thresholds) ? 0 : 1;
    }

    private void tell(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private int load() throws InterruptedException {
        var plan = plan();
        var result = run(plan);
        var outcomes = target.isPresent()
                ? Optional.<Outcomes>empty()
                : Optional.of(Outcomes.of(platform.data(), result.from(), result.to()));
        var report = new LoadReport(plan, result, outcomes);
        report.lines().forEach(this::tell);
        return report.good() ? 0 : 1;
    }

    private LoadPlan plan() {
        var rate = manner.rate.map(OptionalDouble::of).orElse(OptionalDouble.empty());
        var senders =
                manner.lone ? 1 : manner.concurrency.orElse(rate.isPresent() ? MOST_IN_FLIGHT : USUAL_CONCURRENCY);
        return new LoadPlan(
                rate,
                senders,
                warmUp,
                duration.orElse(USUAL_DURATION),
                users,
                skus.orElse(USUAL_SKUS),
                lines,
                durability.orElse(Durability.REGION).name());
    }

    private Load.Result run(LoadPlan plan) throws InterruptedException {
        try (var gateway = new Gateway(target.orElseGet(platform::gatewayUrl), plan.senders() + 8);
                var log = AcknowledgementLog.to(acknowledgements)) {
            tell("Loading " + gateway.url() + ": " + plan.users() + " users get their tokens");
            var tokens = Tokens.ofUsers(gateway, 1, plan.users());
            return new Load(plan, gateway, tokens, log).run(this::tell);
        }
    }
}
