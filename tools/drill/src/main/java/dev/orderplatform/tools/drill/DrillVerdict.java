package dev.orderplatform.tools.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a drill saw, held against what it must have seen: a platform that refuses everything breaks no invariant.
 *
 * @param healthy before the first fault
 * @param struck from the first fault until every part was back
 * @param recovered the first interval after that with enough orders, or else the last one measured
 * @param back from the end of the last fault until every part was ready
 * @param unanswered requests that had no final answer, long after every part was back
 * @param undecided accepted orders that were neither confirmed nor rejected in the end
 */
record DrillVerdict(Taken healthy, Taken struck, Taken recovered, Recovery back, long unanswered, long undecided) {

    /**
     * Shares of the healthy phase's rate. Customers insist, so that a part that is down soon keeps all of them waiting; and
     * a JVM that has just started is slow. What remains is little, but by no means nothing.
     */
    private static final double LEAST_WHEN_STRUCK = 0.02;

    private static final double LEAST_WHEN_RECOVERED = 0.2;

    /** Orders that were accepted in a time. */
    record Taken(long orders, Duration time) {

        double rate() {
            return orders * 1000.0 / Math.max(1, time.toMillis());
        }

        @Override
        public String toString() {
            return "%,d orders in %.1f s, %.1f/s".formatted(orders, time.toMillis() / 1000.0, rate());
        }
    }

    /**
     * @param ready whether every part was ready in the end
     * @param took how long it took, or was waited
     * @param limit how long it may take
     */
    record Recovery(boolean ready, Duration took, Duration limit) {

        boolean inTime() {
            return ready && took.compareTo(limit) <= 0;
        }
    }

    /** Nothing was taken before anything fell: what follows would prove nothing. */
    static List<String> problemsOf(Taken healthy) {
        return healthy.orders() > 0
                ? List.of()
                : List.of("No order was accepted in %.1f s while nothing was wrong."
                        .formatted(healthy.time().toMillis() / 1000.0));
    }

    /** Whether enough orders are accepted for a platform whose parts are all ready again. */
    static boolean recovered(Taken taken, Taken healthy) {
        return reaches(LEAST_WHEN_RECOVERED, taken, healthy);
    }

    private static boolean reaches(double share, Taken taken, Taken healthy) {
        return taken.rate() >= share * healthy.rate();
    }

    /** What is wrong, in words; nothing when the platform did all that it must. */
    List<String> problems() {
        var problems = new ArrayList<>(problemsOf(healthy));
        tooFew("while parts fell", struck, LEAST_WHEN_STRUCK, problems);
        tooFew("when every part was back", recovered, LEAST_WHEN_RECOVERED, problems);
        if (!back.inTime()) {
            problems.add("Not every part was ready %.1f s after the last fault; %.1f s are the limit."
                    .formatted(back.took().toMillis() / 1000.0, back.limit().toMillis() / 1000.0));
        }
        if (unanswered > 0) {
            problems.add("%,d requests have no final answer.".formatted(unanswered));
        }
        if (undecided > 0) {
            problems.add("%,d accepted orders are not decided.".formatted(undecided));
        }
        return List.copyOf(problems);
    }

    private void tooFew(String when, Taken taken, double share, List<String> problems) {
        if (!reaches(share, taken, healthy)) {
            problems.add("Too few orders were accepted %s: %s; at least %.1f/s, %.0f %% of the %.1f/s before."
                    .formatted(when, taken, share * healthy.rate(), share * 100, healthy.rate()));
        }
    }
}
