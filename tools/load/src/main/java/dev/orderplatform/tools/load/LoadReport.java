package dev.orderplatform.tools.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The report of a load run. */
final class LoadReport {

    /** Share of the requested rate that counts as reached: the last request may be slightly late. */
    private static final double MIN_SHARE = 0.95;

    private final LoadPlan plan;
    private final Load.Result result;
    private final Optional<Outcomes> outcomes;
    private final Optional<PaidOrders> paidOrders;

    /**
     * @param outcomes empty if the databases are not accessible
     * @param paidOrders likewise, or if nothing was paid
     */
    LoadReport(LoadPlan plan, Load.Result result, Optional<Outcomes> outcomes, Optional<PaidOrders> paidOrders) {
        this.plan = plan;
        this.result = result;
        this.outcomes = outcomes;
        this.paidOrders = paidOrders;
    }

    /** Whether the rate was reached, every request accepted, every order decided, and every paid one finished. */
    boolean good() {
        return result.counted().errors() + result.payments().errors() + result.warmUpErrors() == 0
                && result.counted().accepted() > 0
                && rateReached()
                && outcomes.map(Outcomes::undecided).orElse(0L) == 0
                && paidOrders
                                .map(orders -> orders.unfinished() + notPaid(orders))
                                .orElse(0L)
                        == 0;
    }

    List<String> lines() {
        var counted = result.counted();
        var lines = new ArrayList<String>();
        lines.add("requests      %,d in %.1f s, %s, %,d users, %d SKU(s) an order"
                .formatted(counted.requests(), seconds(), model(), plan.users(), plan.lines()));
        if (!rateReached()) {
            lines.add(
                    "The rate was not reached: all %,d senders waited for responses. The figures are of fewer requests than planned."
                            .formatted(plan.senders()));
        }
        lines.add("accepted      %,.1f orders/s".formatted(counted.accepted() / seconds()));
        outcomes.ifPresentOrElse(
                found -> lines.add("confirmed     %,.1f orders/s, rejected %,.1f/s (counted in the databases)"
                        .formatted(found.confirmed() / seconds(), found.rejected() / seconds())),
                () -> lines.add("confirmed     not counted: the databases of a remote platform are out of reach"));
        lines.add("errors        " + errors(counted)
                + (result.warmUpErrors() == 0 ? "" : ", and %,d while warming up".formatted(result.warmUpErrors())));
        lines.add("accept        p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms"
                .formatted(
                        counted.acceptMillis(50),
                        counted.acceptMillis(95),
                        counted.acceptMillis(99),
                        counted.slowestAcceptMillis()));
        outcomes.ifPresent(found -> addOutcomes(found, lines));
        if (plan.payPercent() > 0) {
            addPayments(lines);
        }
        return lines;
    }

    private void addPayments(List<String> lines) {
        var payments = result.payments();
        lines.add("payments      %,.1f/s accepted, p50 %.1f ms, p99 %.1f ms; errors: %s"
                .formatted(
                        payments.accepted() / seconds(),
                        payments.acceptMillis(50),
                        payments.acceptMillis(99),
                        errors(payments)));
        paidOrders.ifPresent(orders -> {
            lines.add("paid          " + times(orders.paidMillis()));
            lines.add("delivered     " + times(orders.deliveredMillis()));
            if (orders.refunded() > 0) {
                lines.add("refunded      %,d orders".formatted(orders.refunded()));
            }
            if (orders.unfinished() > 0) {
                lines.add(
                        "%,d paid orders are neither delivered nor refunded: see ./orderctl status and ./orderctl audit"
                                .formatted(orders.unfinished()));
            }
            if (notPaid(orders) > 0) {
                lines.add("%,d payments did not make an order PAID".formatted(notPaid(orders)));
            }
        });
    }

    private static String times(Histogram millis) {
        return "%,d orders, p50 %,d ms, p99 %,d ms after the order"
                .formatted(millis.getTotalCount(), millis.getValueAtPercentile(50), millis.getValueAtPercentile(99));
    }

    private long notPaid(PaidOrders orders) {
        return Math.max(0, result.payments().accepted() - orders.paid());
    }

    private void addOutcomes(Outcomes found, List<String> lines) {
        if (found.confirmed() > 0) {
            lines.add(
                    "confirmation  p50 %,d ms, p99 %,d ms after the order; the last order was decided %.1f s after the end"
                            .formatted(
                                    found.confirmationMillis().getValueAtPercentile(50),
                                    found.confirmationMillis().getValueAtPercentile(99),
                                    found.settledAfter().toMillis() / 1000.0));
        }
        if (found.undecided() > 0) {
            lines.add("%,d orders are still PENDING: see ./orderctl status and ./orderctl audit"
                    .formatted(found.undecided()));
        }
        if (found.rejected() > 0) {
            lines.add("Orders were rejected: stock is running out. To restock: ./orderctl reset,"
                    + " then ./orderctl up --stock 1000000");
        }
    }

    private String model() {
        return plan.rate().isPresent()
                ? "%,.1f/s sent of %,.1f/s asked for"
                        .formatted(sentRate(), plan.rate().getAsDouble())
                : plan.senders() + " at a time";
    }

    private double sentRate() {
        return result.counted().requests() * 1000.0 / result.sending().toMillis();
    }

    private boolean rateReached() {
        return plan.rate().isEmpty() || sentRate() >= MIN_SHARE * plan.rate().getAsDouble();
    }

    private static String errors(Measurements measurements) {
        var kinds = measurements.errorsByKind().entrySet().stream()
                .map(kind -> "%s × %,d".formatted(kind.getKey(), kind.getValue().sum()))
                .toList();
        return kinds.isEmpty() ? "none" : String.join(", ", kinds);
    }

    private double seconds() {
        return result.elapsed().toMillis() / 1000.0;
    }
}
