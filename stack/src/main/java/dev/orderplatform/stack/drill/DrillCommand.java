package dev.orderplatform.stack.drill;

import dev.orderplatform.stack.audit.Audit;
import dev.orderplatform.stack.audit.AuditReport;
import dev.orderplatform.stack.client.AcknowledgementLog;
import dev.orderplatform.stack.client.Gateway;
import dev.orderplatform.stack.local.DurationArgument;
import dev.orderplatform.stack.local.LocalPlatform;
import dev.orderplatform.stack.process.Await;
import dev.orderplatform.stack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
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
public final class DrillCommand implements Callable<Integer> {

    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int CONNECTIONS = 32;

    private final LocalPlatform platform;

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

    public DrillCommand(LocalPlatform platform) {
        this.platform = platform;
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
        var acknowledged = acknowledgementFile();
        var good = shopUnderBlows(chosen, blows, acknowledged);
        good &= judge(acknowledged);
        tell(good ? "Nothing is wrong." : "Something is wrong. To see it again: ./orderctl drill --seed " + chosen);
        return good ? 0 : 1;
    }

    private boolean shopUnderBlows(long chosen, List<Blow> blows, Path acknowledged) throws InterruptedException {
        var severalRegions = platform.data().regions().size() > 1;
        try (var gateway = new Gateway(platform.gatewayUrl(), CONNECTIONS);
                var log = AcknowledgementLog.to(Optional.of(acknowledged));
                var customers = new Customers(gateway, log, severalRegions)) {
            customers.start(chosen);
            strike(blows);
            var back = Await.until(RECOVERY, platform::ready);
            tell(back ? "Every part is back." : "Not every part came back within " + RECOVERY.toSeconds() + " s.");
            customers.settle(RECOVERY);
            tell(customers.summary());
            customers.offences().forEach(offence -> tell("  - " + offence));
            return back && customers.offences().isEmpty();
        }
    }

    private void strike(List<Blow> blows) throws InterruptedException {
        var begin = System.nanoTime();
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
            }
            sleepUntil(begin, duration);
        }
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
