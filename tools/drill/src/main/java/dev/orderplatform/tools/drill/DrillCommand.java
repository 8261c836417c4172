package dev.orderplatform.tools.drill;

import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.audit.Audit;
import dev.orderplatform.tools.audit.AuditReport;
import dev.orderplatform.tools.audit.Quiescence;
import dev.orderplatform.tools.bench.MachineUnit;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.drill.DrillVerdict.Throughput;
import dev.orderplatform.tools.load.LoadRun;
import dev.orderplatform.tools.rebuild.RecommendationCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills, freezes and stops random parts while customers order and pay, then audits. */
@Command(
        name = "drill",
        description = {
            "Kills and freezes random parts while customers order and pay, then audits.",
            "Meanwhile the payment provider and the carrier decline, delay, repeat and lose; both are also stopped."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all checks passed, nothing was lost, doubled or oversold", "1:a check failed"})
public final class DrillCommand implements ToolCommand, Callable<Integer> {

    /** Maximum wait for parts and final responses; the limits that they must meet are lower. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** Time in which a failed part must be ready again, on the reference machine. */
    static final Duration RESTART_LIMIT = Duration.ofSeconds(20);

    /** The phases without faults, before and after, take a sixth of the duration, at most {@link #MAX_QUIET}. */
    private static final int QUIET_SHARE = 6;

    private static final Duration MAX_QUIET = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 32;

    private final LocalPlatform platform;
    private final Auditor auditor;
    private final Duration timeout;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the fault plan; repeats an earlier drill (default: random).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "Duration of the phase with faults (default: 60s).")
    private Duration duration = Duration.ofSeconds(60);

    @Option(names = "--dry-run", description = "Print the plan only.")
    private boolean dryRun;

    @Option(
            names = "--unit",
            paramLabel = "SECONDS",
            description = "The machine's unit; time limits of restarts scale with it (default: $ORDERCTL_UNIT,"
                    + " or an estimate).")
    private Optional<Double> unit = Optional.empty();

    public DrillCommand() {
        this(SupervisedPlatform.here());
    }

    public DrillCommand(LocalPlatform platform) {
        this.platform = platform;
        this.auditor = new DatabaseAuditor();
        this.timeout = TIMEOUT;
    }

    DrillCommand(LocalPlatform platform, Auditor auditor, Duration timeout) {
        this.platform = platform;
        this.auditor = auditor;
        this.timeout = timeout;
    }

    /** Checks the databases at the end. */
    interface Auditor {

        /** Number of orders placed since then that are neither confirmed nor rejected. */
        long undecided(Instant since);

        /** Whether every invariant holds. */
        boolean clean(Path acknowledged);
    }

    private final class DatabaseAuditor implements Auditor {

        @Override
        public long undecided(Instant since) {
            return LoadRun.undecided(platform.data(), since);
        }

        @Override
        public boolean clean(Path acknowledged) {
            var clean = audit(acknowledged);
            return sameRecommendations() && clean;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        platform.start();
        var drillSeed = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        var simulators =
                platform.data().simulators().stream().map(SimulatorData::name).toList();
        var faults = Fault.plan(drillSeed, platform.parts(), simulators, duration);
        print("Drill with seed %d: %d faults in %d s".formatted(drillSeed, faults.size(), duration.toSeconds()));
        simulators.forEach(
                name -> print("  all the time  %s: %s".formatted(name, SimulatorFaults.of(name, drillSeed))));
        if (dryRun) {
            faults.forEach(fault -> print("  " + fault));
            return 0;
        }
        var machine = MachineUnit.known(unit);
        print("The machine's unit is %.1f CPU-seconds: a failed part must be ready again within %.0f s."
                .formatted(machine.cpuSeconds(), seconds(machine.scaled(RESTART_LIMIT))));
        var acknowledged = acknowledgementFile();
        var problems = runCustomers(drillSeed, machine, faults, acknowledged);
        problems.forEach(problem -> print("  - " + problem));
        var good = auditor.clean(acknowledged) && problems.isEmpty();
        print(
                good
                        ? "Nothing is wrong."
                        : "Something is wrong. To repeat this drill: ./orderctl drill --seed " + drillSeed);
        return good ? 0 : 1;
    }

    /** Returns the problems that customers saw. */
    private List<String> runCustomers(long drillSeed, MachineUnit machine, List<Fault> faults, Path acknowledged)
            throws InterruptedException {
        var severalRegions = platform.data().regions().size() > 1;
        var begin = Instant.now();
        try (var gateway = new Gateway(platform.gatewayUrl(), CONNECTIONS);
                var log = AcknowledgementLog.to(Optional.of(acknowledged));
                var customers = new Customers(gateway, log, severalRegions)) {
            customers.start(drillSeed);
            // The first one takes long in processes that have just started, this one included.
            Await.until(timeout, () -> customers.accepted() > 0);
            var before = Phase.of(customers);
            waitWithoutFaults();
            var baseline = before.throughput();
            print("Before the first fault: " + baseline);
            if (baseline.orders() == 0) {
                return all(DrillVerdict.problemsOf(baseline), customers);
            }
            var faultPhase = Phase.of(customers);
            var recovery = new FaultInjection(platform, machine, timeout, this::print).run(drillSeed, faults, duration);
            var duringFaults = faultPhase.throughput();
            var recovered = awaitOrders(customers, baseline, machine);
            print("During the faults: " + duringFaults);
            print("With every part ready again: " + recovered);
            customers.finish(timeout);
            print(customers.summary());
            // Databases that are not ready can't be queried; that is already reported as a problem.
            var undecided = recovery.ready() ? auditor.undecided(begin) : 0;
            var verdict =
                    new DrillVerdict(baseline, duringFaults, recovered, recovery, customers.unanswered(), undecided);
            return all(verdict.problems(), customers);
        }
    }

    private static List<String> all(List<String> problems, Customers customers) {
        return Stream.concat(problems.stream(), customers.violations().stream()).toList();
    }

    /** A phase of the drill that starts now. */
    private record Phase(Customers customers, long accepted, long begin) {

        static Phase of(Customers customers) {
            return new Phase(customers, customers.accepted(), System.nanoTime());
        }

        Throughput throughput() {
            return new Throughput(customers.accepted() - accepted, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /**
     * Waits until enough orders are accepted: clients that honour Retry-After come back seconds after the last part is
     * ready.
     */
    private Throughput awaitOrders(Customers customers, Throughput baseline, MachineUnit machine)
            throws InterruptedException {
        var deadline = Instant.now().plus(machine.scaled(RESTART_LIMIT));
        Throughput throughput;
        do {
            var phase = Phase.of(customers);
            waitWithoutFaults();
            throughput = phase.throughput();
        } while (!DrillVerdict.recovered(throughput, baseline) && Instant.now().isBefore(deadline));
        return throughput;
    }

    private void waitWithoutFaults() throws InterruptedException {
        var share = duration.dividedBy(QUIET_SHARE);
        Thread.sleep(share.compareTo(MAX_QUIET) < 0 ? share : MAX_QUIET);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private boolean audit(Path acknowledged) {
        var verdicts = new Audit(platform.data(), Optional.of(acknowledged), Duration.ofSeconds(60)).run(this::print);
        print(AuditReport.text(verdicts));
        return AuditReport.clean(verdicts);
    }

    private boolean sameRecommendations() {
        if (!Quiescence.reached(platform.data(), Duration.ofSeconds(60))) {
            print("  - Events are still on their way: the recommendations can't be compared.");
            return false;
        }
        var same = new RecommendationCounts(platform.data())
                .areKeptByARebuild(spec.commandLine().getOut());
        print(
                same
                        ? "A rebuild has found the same recommendations."
                        : "  - A rebuild has found other recommendations than those that were served.");
        return same;
    }

    private static Path acknowledgementFile() {
        try {
            var file = Files.createTempFile("drill-", ".acks");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
