package dev.orderplatform.runtime.backlog;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Measures periodically until interrupted; reconnects after each failure. */
final class MeterLoop implements Runnable {

    // Low, so that a server that hung for minutes is measured soon after it recovers.
    private static final Duration MAX_INTERVAL = Duration.ofSeconds(10);

    /** The pause is this multiple of the last measurement's duration: counting a long outbox takes long. */
    private static final int INTERVAL_FACTOR = 20;

    // At least five minutes of failures: the parts' own logs cover starts and short outages.
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

    // Pauses first: a platform that is just starting has nothing to measure.
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
        var pause = measurement.multipliedBy(INTERVAL_FACTOR);
        var bounded = pause.compareTo(MAX_INTERVAL) < 0 ? pause : MAX_INTERVAL;
        return bounded.compareTo(interval) > 0 ? bounded : interval;
    }

    private void report(RuntimeException failure) {
        failures++;
        if (failures == FAILURES_BEFORE_REPORT) {
            System.out.printf("%s %s can't be measured: %s%n", Instant.now(), name, failure.getMessage());
        }
    }
}
