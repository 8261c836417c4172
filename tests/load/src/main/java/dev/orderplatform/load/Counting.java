package dev.orderplatform.load;

/**
 * Where the figures of a run go; those of the warm-up go nowhere.
 *
 * @param counts whether this is what the run is about, or the warm-up
 */
record Counting(boolean counts, Clock clock, Figures figures, Runnable whenItBegins) {

    String name() {
        return counts ? "c" : "w";
    }

    /** A checkout begins. Returns the nanosecond at which it was meant to. */
    long arrive(long now) {
        var arrival = clock.arrive(now);
        figures.began(now - arrival.intended());
        if (arrival.first()) {
            whenItBegins.run();
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
