package dev.orderplatform.load;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells, a line each five seconds, how it goes; orderctl passes on the lines that begin with the mark. */
final class Progress {

    private static final String MARK = "load: ";
    /** Orderctl counts the time of a scenario's events from this line. */
    private static final String BEGIN = MARK + "counting";

    private static final int SECONDS = 5;

    private final Figures figures;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private long before;

    Progress(Figures figures) {
        this.figures = figures;
    }

    void start() {
        System.out.println(MARK + "tokens are there, the load begins");
    }

    void begin() {
        System.out.println(BEGIN);
        var _ = clock.scheduleAtFixedRate(this::tell, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void tell() {
        var requests = figures.requests();
        System.out.printf(
                "%s%,8.0f requests/s, p99 so far %.0f ms, %,d errors%n",
                MARK, (requests - before) / (double) SECONDS, figures.millis(99), figures.errorCount());
        before = requests;
    }

    void stop() {
        clock.shutdownNow();
    }
}
