package dev.orderplatform.tools.load.scenario;

import dev.orderplatform.tools.load.scenario.ScenarioFigures.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares a run's figures with the thresholds, and includes the audit. */
final class ScenarioVerdict {

    private final ScenarioPlan plan;
    private final Thresholds thresholds;
    private final ScenarioFigures figures;
    private final AuditOutcome audit;

    ScenarioVerdict(ScenarioPlan plan, Thresholds thresholds, ScenarioFigures figures, AuditOutcome audit) {
        this.plan = plan;
        this.thresholds = thresholds;
        this.figures = figures;
        this.audit = audit;
    }

    private record Check(boolean holds, String what) {}

    boolean good() {
        return checks().stream().allMatch(Check::holds);
    }

    /** The last level of a ramp before the first that exceeds the thresholds for errors or P99. */
    Optional<Part> knee() {
        var holding = figures.phases().stream().takeWhile(this::holds).toList();
        return holding.isEmpty() ? Optional.empty() : Optional.of(holding.getLast());
    }

    private boolean holds(Part part) {
        return thresholds.allowErrorsOf(part) && thresholds.allowP99Of(part);
    }

    private List<Check> checks() {
        var checks = new ArrayList<Check>();
        if (plan.scenario().findsKnee()) {
            checks.add(checkKnee());
        } else {
            checks.add(checkRate(figures.whole()));
            checkedParts().forEach(part -> checks.addAll(checkAnswers(part)));
        }
        if (audit != AuditOutcome.OUT_OF_REACH) {
            checks.add(new Check(audit.holds(), audit.description()));
        }
        return checks;
    }

    private List<Part> checkedParts() {
        if (plan.scenario().stopsBrokers()) {
            // The average would hide a bad phase.
            return figures.phases();
        }
        // Overload causes late failures: requests that started in time and failed later count, too.
        return List.of(figures.whole().withErrorsOf(figures.later()));
    }

    private Check checkRate(Part part) {
        return new Check(
                thresholds.allowRateOf(part),
                "%,.1f requests/s answered, at least %,.0f".formatted(part.rate(), thresholds.requestRate()));
    }

    private List<Check> checkAnswers(Part part) {
        return List.of(
                new Check(
                        thresholds.allowP99Of(part),
                        "P99 %,.0f ms, at most %,d ms (%s)"
                                .formatted(part.p99(), thresholds.p99().toMillis(), part.name())),
                new Check(
                        thresholds.allowErrorsOf(part),
                        "%.2f %% errors, at most %.2f %% (%s)"
                                .formatted(part.errorPercent(), thresholds.errorPercent(), part.name())));
    }

    private Check checkKnee() {
        return knee().map(part -> new Check(
                        thresholds.allowRateOf(part),
                        "knee: %s checkouts is the last level within the limits of P99 and errors, %,.1f requests/s answered, at least %,.0f"
                                .formatted(part.name(), part.rate(), thresholds.requestRate())))
                .orElse(new Check(false, "the first level already exceeds the limits of P99 or errors"));
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("scenario      " + plan.description());
        lines.add("checkouts     %,d started; the generator was %.1f ms late (P99)"
                .formatted(figures.checkouts(), figures.lateMillisP99()));
        lines.add("orders        " + orders());
        lines.add("              %9s %9s %9s %8s %9s %9s %9s %9s  (ms)"
                .formatted("requests", "started/s", "ok/s", "errors", "p50", "p95", "p99", "max"));
        figures.requests().forEach(part -> lines.add(row(part)));
        if (figures.phases().size() > 1) {
            figures.phases().forEach(part -> lines.add(row(part)));
        }
        lines.add(row(figures.whole()));
        if (figures.later().errors() > 0) {
            lines.add(row(figures.later()));
        }
        if (!figures.errors().isEmpty()) {
            lines.add("errors        "
                    + figures.errors().entrySet().stream()
                            .map(error -> "%s × %,d".formatted(error.getKey(), error.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        if (figures.orders("rejected") > 0) {
            lines.add("Orders were rejected: stock is running out. To restock: ./orderctl reset,"
                    + " then ./orderctl up --stock 1000000");
        }
        if (audit == AuditOutcome.OUT_OF_REACH) {
            lines.add("– " + audit.description());
        }
        checks().forEach(check -> lines.add((check.holds() ? "✓ " : "✗ ") + check.what()));
        return lines;
    }

    private String orders() {
        var all =
                "%,d accepted, %,d confirmed, %,d rejected, %,d undecided when customers stopped waiting, %,d cancelled"
                        .formatted(
                                figures.orders("accepted"),
                                figures.orders("confirmed"),
                                figures.orders("rejected"),
                                figures.orders("undecided"),
                                figures.orders("cancelled"));
        return plan.payPercent() == 0
                ? all
                : all
                        + "; %,d paid, %,d delivered, %,d refunded, %,d on their way when customers stopped waiting"
                                .formatted(
                                        figures.orders("paid"),
                                        figures.orders("delivered"),
                                        figures.orders("refunded"),
                                        figures.orders("unfinished"));
    }

    private static String row(Part part) {
        return "%-13s %,9d %9s %9s %,8d %9.1f %9.1f %9.1f %9.1f"
                .formatted(
                        part.name(),
                        part.requests(),
                        part.seconds() == 0 ? "" : "%,.1f".formatted(part.offeredRate()),
                        part.seconds() == 0 ? "" : "%,.1f".formatted(part.rate()),
                        part.errors(),
                        part.p50(),
                        part.p95(),
                        part.p99(),
                        part.max());
    }
}
