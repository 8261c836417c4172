package dev.orderplatform.tools.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long requests took, in the order in which they were answered: the first and the last show how warm the platform was. */
final class Latencies {

    private static final int SAMPLE = 100;

    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long took) {
        nanos.add(took);
    }

    synchronized String text() {
        if (nanos.isEmpty()) {
            return "none";
        }
        var sample = Math.min(SAMPLE, (nanos.size() + 1) / 2);
        var last = nanos.size() - sample;
        return "first %,d orders: %s; last %,d orders: %s"
                .formatted(
                        sample,
                        percentiles(nanos.subList(0, sample)),
                        sample,
                        percentiles(nanos.subList(last, nanos.size())));
    }

    private static String percentiles(List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return "p50 %,.0f ms, p99 %,.0f ms".formatted(millis(sorted, 50), millis(sorted, 99));
    }

    private static double millis(List<Long> sorted, int percentile) {
        var rank = (sorted.size() * percentile + 99) / 100;
        return sorted.get(Math.max(0, rank - 1)) / (double) Duration.ofMillis(1).toNanos();
    }
}
