package dev.orderplatform.tools.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the results of a drill. The audit is not enough: a platform that rejects everything breaks no invariant.
 *
 * @param baseline before the first fault
 * @param duringFaults from the first fault until every part was ready again
 * @param recovered the first interval after that with enough orders, or the last one measured
 * @param recovery the time from the end of the last fault until every part was ready
 * @param unanswered requests without a final response
 * @param undecided accepted orders that were neither confirmed nor rejected at the end
 */
record DrillVerdict(
        Throughput baseline,
        Throughput duringFaults,
        Throughput recovered,
        Recovery recovery,
        long unanswered,
        long undecided) {

    /**
     * Minimum rates as a share of the rate before the faults. Low, because customers retry: one part that is down soon
     * blocks all of them, and a freshly started JVM is slow.
     */
    private static final double MIN_RATE_DURING_FAULTS = 0.02;

    private static final double MIN_RATE_AFTER_RECOVERY = 0.2;

    /** Orders accepted in a period. */
    record Throughput(long orders, Duration time) {

        double rate() {
            return orders * 1000.0 / Math.max(1, time.toMillis());
        }

        @Override
        public String toString() {
            return "%,d orders in %.1f s, %.1f/s".formatted(orders, time.toMillis() / 1000.0, rate());
        }
    }

    /**
     * @param ready whether every part became ready
     * @param took time until ready, or until the wait ended
     * @param limit maximum time allowed
     */
    record Recovery(boolean ready, Duration took, Duration limit) {

        boolean inTime() {
            return ready && took.compareTo(limit) <= 0;
        }
    }

    /** Without accepted orders before the faults, the drill would prove nothing. */
    static List<String> problemsOf(Throughput baseline) {
        return baseline.orders() > 0
                ? List.of()
                : List.of("No order was accepted in %.1f s before the first fault."
                        .formatted(baseline.time().toMillis() / 1000.0));
    }

    /** Whether enough orders are accepted after recovery. */
    static boolean recovered(Throughput throughput, Throughput baseline) {
        return reaches(MIN_RATE_AFTER_RECOVERY, throughput, baseline);
    }

    private static boolean reaches(double share, Throughput throughput, Throughput baseline) {
        return throughput.rate() >= share * baseline.rate();
    }

    /** Descriptions of the problems; empty if all checks passed. */
    List<String> problems() {
        var problems = new ArrayList<>(problemsOf(baseline));
        tooFew("during the faults", duringFaults, MIN_RATE_DURING_FAULTS, problems);
        tooFew("with every part ready again", recovered, MIN_RATE_AFTER_RECOVERY, problems);
        if (!recovery.inTime()) {
            problems.add("Not every part was ready %.1f s after the last fault; the limit is %.1f s."
                    .formatted(
                            recovery.took().toMillis() / 1000.0,
                            recovery.limit().toMillis() / 1000.0));
        }
        if (unanswered > 0) {
            problems.add("%,d requests have no final answer.".formatted(unanswered));
        }
        if (undecided > 0) {
            problems.add("%,d accepted orders are not decided.".formatted(undecided));
        }
        return List.copyOf(problems);
    }

    private void tooFew(String when, Throughput throughput, double share, List<String> problems) {
        if (!reaches(share, throughput, baseline)) {
            problems.add("Too few orders were accepted %s: %s; at least %.1f/s, %.0f %% of the %.1f/s before."
                    .formatted(when, throughput, share * baseline.rate(), share * 100, baseline.rate()));
        }
    }
}
