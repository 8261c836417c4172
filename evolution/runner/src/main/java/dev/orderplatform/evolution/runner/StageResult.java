package dev.orderplatform.evolution.runner;

import java.util.List;
import java.util.Map;

/**
 * The figures of a stage.
 *
 * @param breaches violations of the API contract; empty if it passed
 * @param errors of the measured load, by status or failure
 * @param confirmP50Millis time from the order to its confirmation; the accept latency if accepted orders are already
 *     confirmed
 * @param undecided orders that were still pending a minute after the load
 * @param cpuMillisPerOrder user and system time of all server processes until all effects were complete, per confirmed
 *     order
 * @param compilingShare share of it used by the JVMs' compilers, 0 to 1; small if the stage was warm
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
     * Results of requests started while inventory or notification hung.
     *
     * @param errors by status or failure
     * @param confirmed orders of that time that were finally confirmed, including unacknowledged ones
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
