package dev.orderplatform.tools.load.scenario;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.audit.Audit;
import dev.orderplatform.tools.audit.AuditReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a scenario, audits the platform and prints the verdict. */
public final class ScenarioRun {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Duration AUDIT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(30);

    private final LocalPlatform platform;
    private final Optional<String> target;
    private final Consumer<String> printer;

    /** @param target the gateway of a remote platform, whose databases and brokers are not accessible */
    public ScenarioRun(LocalPlatform platform, Optional<String> target, Consumer<String> printer) {
        this.platform = platform;
        this.target = target.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        this.printer = printer;
    }

    /** Returns whether all checks passed. */
    public boolean run(ScenarioPlan plan, Thresholds thresholds) throws InterruptedException {
        validate(plan);
        GatlingProcess.requireKit();
        var folder = folder(plan);
        var acknowledged = plan.acknowledgements().map(Path::toAbsolutePath).orElse(folder.resolve("acks.jsonl"));
        var figures = folder.resolve("figures.json");
        var gatling = new GatlingProcess(folder);
        printer.accept("Loading %s, %s".formatted(gateway(), plan.description()));
        var properties = plan.properties(gateway(), acknowledged, figures);
        simulate(plan, gatling, properties);
        var audit = audit(acknowledged);
        var verdict = new ScenarioVerdict(plan, thresholds, ScenarioFigures.read(figures), audit);
        verdict.lines().forEach(printer);
        gatling.report().ifPresent(report -> printer.accept("report        " + report));
        return verdict.good();
    }

    private void simulate(ScenarioPlan plan, GatlingProcess gatling, List<String> properties)
            throws InterruptedException {
        if (!plan.scenario().stopsBrokers()) {
            gatling.run(plan.scenario(), properties, () -> {}, printer);
            return;
        }
        try (var outage = new BrokerOutage(platform, printer)) {
            gatling.run(plan.scenario(), properties, () -> outage.schedule(plan.duration()), printer);
            outage.await();
        }
    }

    private void validate(ScenarioPlan plan) {
        if (target.isPresent()) {
            if (plan.scenario().stopsBrokers()) {
                throw new PlatformException(
                        plan.scenario().title() + " stops brokers, which is not possible with --target");
            }
            return;
        }
        if (!platform.up()) {
            throw new PlatformException("The platform is not up: ./orderctl up starts it");
        }
        if (plan.multiRegionPercent() > 0 && platform.data().regions().size() < 2) {
            throw new PlatformException("MULTI_REGION orders need two regions: ./orderctl reset, then ./orderctl up");
        }
    }

    private String gateway() {
        return target.orElseGet(platform::gatewayUrl);
    }

    private Path folder(ScenarioPlan plan) {
        try {
            var name = LocalDateTime.now(ZoneId.systemDefault()).format(TIME) + "-"
                    + plan.scenario().title();
            return Files.createDirectories(platform.loadReports().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AuditOutcome audit(Path acknowledged) {
        if (target.isPresent()) {
            printer.accept("No audit: the databases of a remote platform are out of reach. Run it there:"
                    + " ./orderctl audit --acks " + acknowledged);
            return AuditOutcome.OUT_OF_REACH;
        }
        // A part that died under load may be restarting.
        Await.until(RECOVERY_TIMEOUT, platform::ready);
        try {
            var verdicts = new Audit(platform.data(), Optional.of(acknowledged), AUDIT_TIMEOUT).run(printer);
            AuditReport.text(verdicts).lines().forEach(printer);
            return AuditReport.clean(verdicts) ? AuditOutcome.CLEAN : AuditOutcome.BROKEN;
        } catch (PlatformException e) {
            // Still print the figures.
            printer.accept(e.getMessage());
            return AuditOutcome.UNREADABLE;
        }
    }
}
