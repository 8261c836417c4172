package dev.orderplatform.tools.load;

import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
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

/** Loads the gateway with orders and payments, and reports throughput, errors and latencies. */
@Command(
        name = "load",
        description = {
            "Places orders through the gateway, pays some of them with --pay, and prints throughput, errors and"
                    + " latencies.",
            "With --scenario, runs a Gatling scenario with an HTML report, an audit and a verdict."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every order was accepted and decided, at the requested rate; with --scenario: thresholds"
                    + " and audit passed",
            "1:there was an error, or a check failed"
        })
public final class LoadCommand implements ToolCommand, Callable<Integer> {

    private static final int DEFAULT_CONCURRENCY = 64;
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(60);

    private final LocalPlatform platform;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--target", paramLabel = "URL", description = "Use this gateway instead of the local one.")
    private Optional<String> target = Optional.empty();

    /** Open or closed load model. */
    static final class LoadModel {
        @Option(
                names = "--rate",
                paramLabel = "N",
                description =
                        "Open model: start N requests a second, independent of responses; in a scenario, N checkouts"
                                + " of a few requests each.")
        private Optional<Double> rate = Optional.empty();

        @Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "Closed model: keep N requests (in a scenario: checkouts) in flight (default: "
                        + DEFAULT_CONCURRENCY + "; a scenario has a rate).")
        private Optional<Integer> concurrency = Optional.empty();

        @Option(names = "--lone", description = "One request at a time: measures the latency of an idle platform.")
        private boolean lone;
    }

    @ArgGroup
    private LoadModel model = new LoadModel();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "Duration of the measurement (default: 60s; scenarios have their own).")
    private Optional<Duration> duration = Optional.empty();

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "Warm-up before the measurement (default: 10s).")
    private Duration warmUp = Duration.ofSeconds(10);

    @Option(names = "--users", paramLabel = "N", description = "Number of users (default: 1000).")
    private int users = 1000;

    @Option(names = "--skus", paramLabel = "N", description = "Number of SKUs (default: 1000; hot-sku: 10).")
    private Optional<Integer> skus = Optional.empty();

    @Option(names = "--lines", paramLabel = "N", description = "Lines of an order, each with another SKU (default: 1).")
    private int lines = 1;

    /** The durability of orders. */
    enum Durability {
        REGION,
        MULTI_REGION
    }

    @Option(
            names = "--durability",
            paramLabel = "KIND",
            description = "REGION, or MULTI_REGION: orders are stored in two regions before they are acknowledged"
                    + " (default: REGION).")
    private Optional<Durability> durability = Optional.empty();

    @Option(
            names = "--pay",
            paramLabel = "PERCENT",
            description = "Share of orders that are paid, and then shipped and delivered (default: 0;"
                    + " scenario life: 50).")
    private Optional<Integer> payPercent = Optional.empty();

    @Option(
            names = "--acks",
            paramLabel = "FILE",
            description = "Write acknowledged requests to this file, as JSON lines, for orderctl audit --acks.")
    private Optional<Path> acknowledgements = Optional.empty();

    /** Options of scenarios. */
    static final class ScenarioOptions {
        @Option(
                names = "--scenario",
                paramLabel = "NAME",
                required = true,
                converter = ScenarioArgument.class,
                description =
                        "steady, hot-sku, ramp, soak, kafka-outage, multi-region or life; see tests/load/README.md.")
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
                description = "Maximum share of failed requests (default: " + Thresholds.ERROR_PERCENT + ").")
        private double errorPercent = Thresholds.ERROR_PERCENT;

        @Option(
                names = "--max-p99",
                paramLabel = "TIME",
                converter = DurationArgument.class,
                description = "Maximum 99th percentile of response times (default: " + Thresholds.P99_MILLIS + "ms).")
        private Duration p99 = Duration.ofMillis(Thresholds.P99_MILLIS);

        @Option(
                names = "--min-rate",
                paramLabel = "N",
                description =
                        "Minimum number of correct responses a second (default: " + Thresholds.REQUEST_RATE + ").")
        private double requestRate = Thresholds.REQUEST_RATE;
    }

    @ArgGroup(exclusive = false, heading = "%nScenarios:%n")
    private @Nullable ScenarioOptions scenarioOptions;

    public LoadCommand() {
        this(SupervisedPlatform.here());
    }

    public LoadCommand(LocalPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() throws InterruptedException {
        return scenarioOptions == null ? load() : runScenario(scenarioOptions);
    }

    private int runScenario(ScenarioOptions scenarioOptions) throws InterruptedException {
        if (model.lone || durability.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--lone and --durability are not for scenarios; use --multi-region for a share of MULTI_REGION"
                            + " orders");
        }
        var scenario = scenarioOptions.scenario;
        warnOfPaymentWindow(duration.orElse(scenario.duration()));
        var plan = new ScenarioPlan(
                scenario,
                model.rate.orElse(scenario.rate()),
                model.concurrency.map(OptionalInt::of).orElse(OptionalInt.empty()),
                warmUp,
                duration.orElse(scenario.duration()),
                users,
                skus.orElse(scenario.skus()),
                lines,
                scenarioOptions.multiRegionPercent.orElse(scenario.multiRegionPercent()),
                payPercent.orElse(scenario.payPercent()),
                acknowledgements);
        var thresholds = new Thresholds(scenarioOptions.errorPercent, scenarioOptions.p99, scenarioOptions.requestRate);
        return new ScenarioRun(platform, target, this::print).run(plan, thresholds) ? 0 : 1;
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private int load() throws InterruptedException {
        var plan = plan();
        warnOfPaymentWindow(plan.duration());
        var result = run(plan);
        var report = new LoadReport(plan, result, outcomes(result), paidOrders(plan, result));
        report.lines().forEach(this::print);
        return report.good() ? 0 : 1;
    }

    private void warnOfPaymentWindow(Duration measurement) {
        if (target.isEmpty()) {
            platform.paymentWindow()
                    .filter(window -> window.compareTo(warmUp.plus(measurement)) < 0)
                    .ifPresent(window -> print(
                            "Unpaid orders are cancelled after %d s, during this run. To keep them: ./orderctl down, then ./orderctl up --payment-window off"
                                    .formatted(window.toSeconds())));
        }
    }

    private Optional<Outcomes> outcomes(Load.Result result) {
        return target.isPresent()
                ? Optional.empty()
                : Optional.of(Outcomes.of(platform.data(), result.from(), result.to()));
    }

    private Optional<PaidOrders> paidOrders(LoadPlan plan, Load.Result result) {
        return target.isPresent() || plan.payPercent() == 0
                ? Optional.empty()
                : Optional.of(PaidOrders.of(
                        platform.data(),
                        result.from(),
                        result.to(),
                        result.payments().accepted()));
    }

    private LoadPlan plan() {
        var rate = model.rate.map(OptionalDouble::of).orElse(OptionalDouble.empty());
        var senders = model.lone
                ? 1
                : model.concurrency.orElse(rate.isPresent() ? LoadPlan.MAX_IN_FLIGHT : DEFAULT_CONCURRENCY);
        return new LoadPlan(
                rate,
                senders,
                warmUp,
                duration.orElse(DEFAULT_DURATION),
                users,
                skus.orElse(LoadPlan.DEMO_SKUS),
                lines,
                durability.orElse(Durability.REGION).name(),
                payPercent.orElse(0));
    }

    private Load.Result run(LoadPlan plan) throws InterruptedException {
        try (var gateway = new Gateway(target.orElseGet(platform::gatewayUrl), plan.senders() + Payers.THREADS);
                var log = AcknowledgementLog.to(acknowledgements)) {
            print("Loading " + gateway.url() + ": fetching tokens of " + plan.users() + " users");
            var tokens = Tokens.ofUsers(gateway, 1, plan.users());
            return new Load(plan, gateway, tokens, log).run(this::print);
        }
    }
}
