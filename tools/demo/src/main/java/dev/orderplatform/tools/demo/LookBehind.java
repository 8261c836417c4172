package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.tools.audit.Audit;
import dev.orderplatform.tools.audit.AuditReport;
import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.AcknowledgementLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A look behind the API: where the orders lie, and what the auditor says. */
final class LookBehind {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PlatformData data;
    private final List<Acknowledgement> acknowledged;
    private final Expectations expectations;
    private final Consumer<String> out;

    LookBehind(PlatformData data, List<Acknowledgement> acknowledged, Expectations expectations, Consumer<String> out) {
        this.data = data;
        this.acknowledged = List.copyOf(acknowledged);
        this.expectations = expectations;
        this.out = out;
    }

    void print() throws IOException {
        out.accept("");
        out.accept("All orders so far, table by table");
        data.regions().forEach(region -> HeatMap.of(region).lines().forEach(out));
        out.accept("");
        out.accept("The auditor");
        var file = Files.createTempFile("demo", ".acks");
        try {
            audit(file);
        } finally {
            Files.delete(file);
        }
    }

    private void audit(Path file) {
        try (var log = AcknowledgementLog.to(Optional.of(file))) {
            acknowledged.forEach(log::add);
        }
        var verdicts = new Audit(data, Optional.of(file), PATIENCE).run(out);
        AuditReport.text(verdicts).lines().forEach(out);
        expectations.hold(AuditReport.clean(verdicts), "the audit is not clean");
    }
}
