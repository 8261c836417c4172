package dev.orderplatform.tools.drill;

import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.tools.audit.Audit;
import dev.orderplatform.tools.audit.AuditReport;
import dev.orderplatform.tools.bench.MachineUnit;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.drill.DrillVerdict.Recovery;
import dev.orderplatform.tools.drill.DrillVerdict.Taken;
import dev.orderplatform.tools.load.LoadRun;
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

/** Kills and freezes parts at random while customers order, then lets the auditor judge. */
@Command(
        name = "drill",
        description = "Kills and freezes parts at random while customers order; ends with an audit.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing was lost, doubled or oversold", "1:something was"})
public final class DrillCommand implements ToolCommand, Callable<Integer> {

    /** How long to wait for parts and for final answers; what takes longer than it may is wrong before. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What a part that fell may take to be ready again, on the machine for which times are stated. */
    private static final Duration RESTART = Duration.ofSeconds(20);

    private static final Duration LOOK_PAUSE = Duration.ofMillis(500);
    /** A phase without faults, before them and after them: that share of the duration, but not longer than needed. */
    private static final int QUIET_SHARE = 6;

    private static final Duration LONGEST_QUIET = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 32;

    private final LocalPlatform platform;
    private final Auditor auditor;
    private final Duration patience;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the drill of that seed (default: a new one).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "How long parts fall (default: 60s).")
    private Duration duration = Duration.ofSeconds(60);

    @Option(names = "--dry-run", description = "Only tells what would happen.")
    private boolean dryRun;

    @Option(
            names = "--unit",
            paramLabel = "SECONDS",
            description =
                    "The machine's unit, in proportion to which parts may take to be back (default: $ORDERCTL_UNIT,"
                            + " or an estimate).")
    private Optional<Double> unit = Optional.empty();

    public DrillCommand() {
        this(ThisPlatform.here());
    }

    public DrillCommand(LocalPlatform platform) {
        this.platform = platform;
        this.auditor = new DatabaseAuditor();
        this.patience = PATIENCE;
    }

    DrillCommand(LocalPlatform platform, Auditor auditor, Duration patience) {
        this.platform = platform;
        this.auditor = auditor;
        this.patience = patience;
    }

    /** What the databases say in the end. */
    interface Auditor {

        /** Orders placed since then that are neither confirmed nor rejected. */
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
            return judge(acknowledged);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        platform.start();
        var chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        var blows = Blow.plan(chosen, platform.parts(), duration);
        tell("Drill with seed %d: %d blows in %d s".formatted(chosen, blows.size(), duration.toSeconds()));
        if (dryRun) {
            blows.forEach(blow -> tell("  " + blow));
            return 0;
        }
        var machine = MachineUnit.known(unit);
        tell("The machine's unit is %.1f CPU-seconds: a part that fell may take %.0f s to be back."
                .formatted(machine.cpuSeconds(), seconds(machine.scaled(RESTART))));
        var acknowledged = acknowledgementFile();
        var problems = shopUnderBlows(chosen, machine, blows, acknowledged);
        problems.forEach(problem -> tell("  - " + problem));
        var good = auditor.clean(acknowledged) && problems.isEmpty();
        tell(good ? "Nothing is wrong." : "Something is wrong. To see it again: ./orderctl drill --seed " + chosen);
        return good ? 0 : 1;
    }

    /** What is wrong, as the customers saw it. */
    private List<String> shopUnderBlows(long chosen, MachineUnit machine, List<Blow> blows, Path acknowledged)
            throws InterruptedException {
        var severalRegions = platform.data().regions().size() > 1;
        var begin = Instant.now();
        try (var gateway = new Gateway(platform.gatewayUrl(), CONNECTIONS);
                var log = AcknowledgementLog.to(Optional.of(acknowledged));
                var customers = new Customers(gateway, log, severalRegions)) {
            customers.start(chosen);
            var before = Phase.of(customers);
            whileNothingHappens();
            var healthy = before.taken();
            tell("Before the first fault: " + healthy);
            if (healthy.orders() == 0) {
                return all(DrillVerdict.problemsOf(healthy), customers);
            }
            var faults = Phase.of(customers);
            var back = strike(blows, machine);
            var struck = faults.taken();
            var recovered = awaitOrders(customers, healthy, machine);
            tell("While parts fell: " + struck);
            tell("With every part back: " + recovered);
            customers.settle(patience);
            tell(customers.summary());
            // Databases that are not back can't be asked; that they are not is wrong enough.
            var undecided = back.ready() ? auditor.undecided(begin) : 0;
            var verdict = new DrillVerdict(healthy, struck, recovered, back, customers.unanswered(), undecided);
            return all(verdict.problems(), customers);
        }
    }

    private static List<String> all(List<String> problems, Customers customers) {
        return Stream.concat(problems.stream(), customers.offences().stream()).toList();
    }

    /** A part of the drill, from now on. */
    private record Phase(Customers customers, long accepted, long begin) {

        static Phase of(Customers customers) {
            return new Phase(customers, customers.accepted(), System.nanoTime());
        }

        Taken taken() {
            return new Taken(customers.accepted() - accepted, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** Waits until enough orders are accepted: clients that honour Retry-After return seconds after the last part is ready. */
    private Taken awaitOrders(Customers customers, Taken healthy, MachineUnit machine) throws InterruptedException {
        var deadline = Instant.now().plus(machine.scaled(RESTART));
        Taken taken;
        do {
            var phase = Phase.of(customers);
            whileNothingHappens();
            taken = phase.taken();
        } while (!DrillVerdict.recovered(taken, healthy) && Instant.now().isBefore(deadline));
        return taken;
    }

    private void whileNothingHappens() throws InterruptedException {
        var share = duration.dividedBy(QUIET_SHARE);
        Thread.sleep(share.compareTo(LONGEST_QUIET) < 0 ? share : LONGEST_QUIET);
    }

    private Recovery strike(List<Blow> blows, MachineUnit machine) throws InterruptedException {
        var begin = System.nanoTime();
        var last = Duration.ZERO;
        try (var thaws = new Thaws()) {
            for (var blow : blows) {
                sleepUntil(begin, blow.at());
                var pid = platform.pid(blow.part());
                tell("  " + blow + (pid.isEmpty() ? ", but has not come back yet" : ""));
                pid.ifPresent(process -> {
                    if (blow.kills()) {
                        Signal.KILL.send(process);
                    } else {
                        thaws.freeze(process, blow.frozen());
                    }
                });
                last = blow.end().compareTo(last) > 0 ? blow.end() : last;
            }
            sleepUntil(begin, last);
        }
        var back = recover(machine);
        sleepUntil(begin, duration);
        return back;
    }

    /** Waits, after the last fault has ended, until every part is ready. */
    private Recovery recover(MachineUnit machine) {
        var begin = System.nanoTime();
        // Parts that start at the same time share the cores.
        var rounds =
                Math.ceilDiv(platform.notReady().size(), Runtime.getRuntime().availableProcessors());
        var limit = machine.scaled(RESTART).multipliedBy(Math.max(1, rounds));
        var ready = Await.until(patience, LOOK_PAUSE, platform::ready);
        var back = new Recovery(ready, Duration.ofNanos(System.nanoTime() - begin), limit);
        tell(
                ready
                        ? "Every part is back, %.1f s after the last fault (limit %.1f s)."
                                .formatted(seconds(back.took()), seconds(limit))
                        : "Not back after %.1f s: %s"
                                .formatted(seconds(back.took()), String.join(", ", platform.notReady())));
        return back;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static void sleepUntil(long begin, Duration at) throws InterruptedException {
        var left = Duration.ofNanos(begin + at.toNanos() - System.nanoTime());
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    private boolean judge(Path acknowledged) {
        var verdicts = new Audit(platform.data(), Optional.of(acknowledged), Duration.ofSeconds(60)).run(this::tell);
        tell(AuditReport.text(verdicts));
        return AuditReport.clean(verdicts);
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

    private void tell(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
