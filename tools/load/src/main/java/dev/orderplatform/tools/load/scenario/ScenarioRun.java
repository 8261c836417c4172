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

/** Plays a scenario, audits the platform and gives the verdict. */
public final class ScenarioRun {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final LocalPlatform platform;
    private final Optional<String> target;
    private final Consumer<String> tell;

    /** @param target another platform's gateway; what happens behind it is out of reach */
    public ScenarioRun(LocalPlatform platform, Optional<String> target, Consumer<String> tell) {
        this.platform = platform;
        this.target = target.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        this.tell = tell;
    }

    /** Whether everything held. */
    public boolean run(ScenarioPlan plan, Thresholds thresholds) throws InterruptedException {
        refuseImpossible(plan);
        GatlingProcess.requireKit();
        var folder = folder(plan);
        var acknowledged = plan.acknowledgements().map(Path::toAbsolutePath).orElse(folder.resolve("acks.jsonl"));
        var figures = folder.resolve("figures.json");
        var gatling = new GatlingProcess(folder);
        tell.accept("Loading %s, %s".formatted(gateway(), plan.inWords()));
        var properties = plan.properties(gateway(), acknowledged, figures);
        play(plan, gatling, properties);
        var audited = audit(acknowledged);
        var verdict = new ScenarioVerdict(plan, thresholds, ScenarioFigures.read(figures), audited);
        verdict.lines().forEach(tell);
        gatling.report().ifPresent(report -> tell.accept("report        " + report));
        return verdict.good();
    }

    private void play(ScenarioPlan plan, GatlingProcess gatling, List<String> properties) throws InterruptedException {
        if (!plan.scenario().takesBrokersAway()) {
            gatling.run(plan.scenario(), properties, () -> {}, tell);
            return;
        }
        try (var outage = new BrokerOutage(platform, tell)) {
            gatling.run(plan.scenario(), properties, () -> outage.schedule(plan.duration()), tell);
            outage.await();
        }
    }

    private void refuseImpossible(ScenarioPlan plan) {
        if (target.isPresent()) {
            if (plan.scenario().takesBrokersAway()) {
                throw new PlatformException(
                        plan.scenario().title() + " stops brokers, which a --target is out of reach for");
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

    private Audited audit(Path acknowledged) {
        if (target.isPresent()) {
            tell.accept("No audit: the databases of a remote platform are out of reach. There, it is"
                    + " ./orderctl audit --acks " + acknowledged);
            return Audited.OUT_OF_REACH;
        }
        // A part that died under the load is on its way back.
        Await.until(RECOVERY, platform::ready);
        try {
            var verdicts = new Audit(platform.data(), Optional.of(acknowledged), CALM).run(tell);
            AuditReport.text(verdicts).lines().forEach(tell);
            return AuditReport.clean(verdicts) ? Audited.CLEAN : Audited.BROKEN;
        } catch (PlatformException e) {
            // The figures are there all the same.
            tell.accept(e.getMessage());
            return Audited.UNREADABLE;
        }
    }
}
