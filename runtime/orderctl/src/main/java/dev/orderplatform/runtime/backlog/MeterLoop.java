package dev.orderplatform.runtime.backlog;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Measures until it is interrupted, and connects again after each failure. */
final class MeterLoop implements Runnable {

    // Short: a server that hung for minutes is measured again soon after.
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    /** A pause is this many times as long as the measurement before it: a long outbox takes long to count. */
    private static final int PAUSE_FACTOR = 20;

    // At least five minutes of them: while a platform starts, and in short outages, the parts' own logs say enough.
    private static final int FAILURES_BEFORE_REPORT = 60;

    private final String name;
    private final Supplier<Meter> meter;
    private final Duration interval;
    private int failures;

    MeterLoop(String name, Supplier<Meter> meter, Duration interval) {
        this.name = name;
        this.meter = meter;
        this.interval = interval;
    }

    // The pause comes first: there is nothing to measure when a platform has just begun to start.
    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(interval);
                measureUntilFailure();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void measureUntilFailure() throws InterruptedException {
        try (var open = meter.get()) {
            while (true) {
                var begin = System.nanoTime();
                open.measure();
                failures = 0;
                Thread.sleep(pauseAfter(Duration.ofNanos(System.nanoTime() - begin)));
            }
        } catch (RuntimeException e) {
            report(e);
        }
    }

    private Duration pauseAfter(Duration measurement) {
        var pause = measurement.multipliedBy(PAUSE_FACTOR);
        var bounded = pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
        return bounded.compareTo(interval) > 0 ? bounded : interval;
    }

    private void report(RuntimeException failure) {
        failures++;
        if (failures == FAILURES_BEFORE_REPORT) {
            System.out.printf("%s %s can't be measured: %s%n", Instant.now(), name, failure.getMessage());
        }
    }
}
