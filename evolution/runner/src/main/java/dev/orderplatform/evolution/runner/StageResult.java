package dev.orderplatform.evolution.runner;

import java.util.List;
import java.util.Map;

/**
 * A stage in figures.
 *
 * @param breaches what the interface did otherwise than the contract says; empty when it passed
 * @param errors of the measured load, by status or failure
 * @param confirmP50Millis from the order to its confirmation; where an accepted order is a confirmed one, the accept latency
 * @param undecided orders that were still pending a minute after the load
 * @param cpuMillisPerOrder user and system time of all server processes until nothing was under way any more, for each
 *     confirmed order
 * @param compilingShare what the JVMs' compilers took of that, 0 to 1: little when the stage was warm
 * @param memoryMegabytes proportional set size of all server processes after the load
 */
record StageResult(
        int stage,
        String title,
        List<String> breaches,
        double acceptedPerSecond,
        double confirmedPerSecond,
        double acceptP50Millis,
        double acceptP99Millis,
        double confirmP50Millis,
        double confirmP99Millis,
        Map<String, Long> errors,
        long undecided,
        double cpuMillisPerOrder,
        double compilingShare,
        long memoryMegabytes,
        Hung inventoryHangs,
        Hung notificationHangs) {

    StageResult {
        breaches = List.copyOf(breaches);
        errors = Map.copyOf(errors);
    }

    /**
     * What callers saw of requests that they started while something hung.
     *
     * @param errors by status or failure
     * @param confirmed orders of that time which were confirmed in the end, also such as were not acknowledged
     * @param undecided orders of that time that were still pending a minute later
     */
    record Hung(
            long requests,
            long accepted,
            Map<String, Long> errors,
            double acceptP99Millis,
            double slowestAcceptMillis,
            long confirmed,
            long undecided) {

        Hung {
            errors = Map.copyOf(errors);
        }

        double errorRate() {
            return requests == 0 ? 0 : (requests - accepted) / (double) requests;
        }
    }

    /** Whether the contract held and no order was left behind. */
    boolean good() {
        return breaches.isEmpty()
                && confirmedPerSecond > 0
                && undecided + inventoryHangs.undecided() + notificationHangs.undecided() == 0;
    }
}
