package dev.orderplatform.tools.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run in figures. */
final class LoadReport {

    /** Share of the rate that counts as having reached it: the last request may be late by a moment. */
    private static final double REACHED = 0.95;

    private final LoadPlan plan;
    private final Load.Result result;
    private final Optional<Outcomes> outcomes;

    /** @param outcomes empty when the databases are out of reach */
    LoadReport(LoadPlan plan, Load.Result result, Optional<Outcomes> outcomes) {
        this.plan = plan;
        this.result = result;
        this.outcomes = outcomes;
    }

    /** Whether what was asked for was sent, every request was accepted and every order decided. */
    boolean good() {
        return result.counted().errors() + result.warmUpErrors() == 0
                && result.counted().accepted() > 0
                && sentAsAsked()
                && outcomes.map(Outcomes::undecided).orElse(0L) == 0;
    }

    List<String> lines() {
        var counted = result.counted();
        var lines = new ArrayList<String>();
        lines.add("requests      %,d in %.1f s, %s, %,d users, %d SKU(s) an order"
                .formatted(counted.requests(), seconds(), manner(), plan.users(), plan.lines()));
        if (!sentAsAsked()) {
            lines.add(
                    "The rate was not reached: all %,d senders waited for answers. What follows is of fewer requests than asked for."
                            .formatted(plan.senders()));
        }
        lines.add("accepted      %,.1f orders/s".formatted(counted.accepted() / seconds()));
        outcomes.ifPresentOrElse(
                found -> lines.add("confirmed     %,.1f orders/s, rejected %,.1f/s (counted in the databases)"
                        .formatted(found.confirmed() / seconds(), found.rejected() / seconds())),
                () -> lines.add("confirmed     not counted: the databases of a remote platform are out of reach"));
        lines.add("errors        " + errors());
        lines.add("accept        p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms"
                .formatted(
                        counted.acceptMillis(50),
                        counted.acceptMillis(95),
                        counted.acceptMillis(99),
                        counted.slowestAcceptMillis()));
        outcomes.ifPresent(found -> tell(found, lines));
        return lines;
    }

    private void tell(Outcomes found, List<String> lines) {
        if (found.confirmed() > 0) {
            lines.add(
                    "confirmation  p50 %,d ms, p99 %,d ms after the order; the last order was decided %.1f s after the end"
                            .formatted(
                                    found.confirmationMillis().getValueAtPercentile(50),
                                    found.confirmationMillis().getValueAtPercentile(99),
                                    found.settledAfter().toMillis() / 1000.0));
        }
        if (found.undecided() > 0) {
            lines.add("%,d orders are still PENDING: ./orderctl status and ./orderctl audit tell more"
                    .formatted(found.undecided()));
        }
        if (found.rejected() > 0) {
            lines.add("Orders were rejected: the stock runs out. For more of it: ./orderctl reset,"
                    + " then ./orderctl up --stock 1000000");
        }
    }

    private String manner() {
        return plan.rate().isPresent()
                ? "%,.1f/s sent of %,.1f/s asked for"
                        .formatted(sentRate(), plan.rate().getAsDouble())
                : plan.senders() + " at a time";
    }

    private double sentRate() {
        return result.counted().requests() * 1000.0 / result.sending().toMillis();
    }

    private boolean sentAsAsked() {
        return plan.rate().isEmpty() || sentRate() >= REACHED * plan.rate().getAsDouble();
    }

    private String errors() {
        var kinds = result.counted().errorsByKind().entrySet().stream()
                .map(kind -> "%s × %,d".formatted(kind.getKey(), kind.getValue().sum()))
                .toList();
        var during = kinds.isEmpty() ? "none" : String.join(", ", kinds);
        return result.warmUpErrors() == 0
                ? during
                : during + ", and %,d while warming up".formatted(result.warmUpErrors());
    }

    private double seconds() {
        return result.elapsed().toMillis() / 1000.0;
    }
}
