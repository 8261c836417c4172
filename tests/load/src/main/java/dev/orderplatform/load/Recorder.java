package dev.orderplatform.load;

/**
 * Records the figures of a run, or of its warm-up, which are discarded.
 *
 * @param counts true for the measurement, false for the warm-up
 */
record Recorder(boolean counts, Clock clock, Figures figures, Runnable onBegin) {

    String name() {
        return counts ? "c" : "w";
    }

    /** Records the start of a checkout. Returns its intended start. */
    long arrive(long now) {
        var arrival = clock.arrive(now);
        figures.started(now - arrival.intended());
        if (arrival.first()) {
            onBegin.run();
        }
        return arrival.intended();
    }

    void answered(Request request, long begun, long now) {
        figures.answered(request, clock.since(begun), now - begun);
    }

    void failed(Request request, long begun, String why) {
        figures.failed(request, clock.since(begun), why);
    }

    void order(OrderOutcome outcome) {
        figures.order(outcome);
    }
}
