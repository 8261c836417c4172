package dev.orderplatform.load;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints the progress every five seconds. orderctl forwards lines with the prefix. */
final class Progress {

    private static final String PREFIX = "load: ";
    /** orderctl times the events of a scenario from this line on. */
    private static final String BEGIN = PREFIX + "counting";

    private static final int SECONDS = 5;

    private final Figures figures;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private long before;

    Progress(Figures figures) {
        this.figures = figures;
    }

    void start() {
        System.out.println(PREFIX + "tokens fetched, starting the load");
    }

    void begin() {
        System.out.println(BEGIN);
        var _ = clock.scheduleAtFixedRate(this::print, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void print() {
        var requests = figures.requests();
        System.out.printf(
                "%s%,8.0f requests/s, p99 so far %.0f ms, %,d errors%n",
                PREFIX, (requests - before) / (double) SECONDS, figures.millis(99), figures.errorCount());
        before = requests;
    }

    void stop() {
        clock.shutdownNow();
    }
}
