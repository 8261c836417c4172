package dev.orderplatform.tools.load;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts and accept latencies of a phase. Safe for many senders. */
final class Measurements {

    private static final long LONGEST_US = 120_000_000;

    private final Histogram acceptedMicros = new ConcurrentHistogram(LONGEST_US, 3);
    private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAccumulator firstSent = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator lastSent = new LongAccumulator(Math::max, 0);
    private final LongAccumulator lastAnswered = new LongAccumulator(Math::max, 0);

    /** @param at when, in nanoseconds after the run's begin; likewise below */
    void sent(long at) {
        firstSent.accumulate(at);
        lastSent.accumulate(at);
    }

    /** A request has its answer, or will have none. */
    void ended(long at) {
        lastAnswered.accumulate(at);
    }

    /** Only if there was a request. */
    long firstSent() {
        return firstSent.get();
    }

    long lastSent() {
        return lastSent.get();
    }

    long lastAnswered() {
        return lastAnswered.get();
    }

    void accepted(long nanos) {
        requests.increment();
        acceptedMicros.recordValue(Math.min(LONGEST_US, Math.max(0, nanos / 1000)));
    }

    /** @param kind the status or the failure's name */
    void failed(String kind) {
        requests.increment();
        errors.computeIfAbsent(kind, _ -> new LongAdder()).increment();
    }

    long requests() {
        return requests.sum();
    }

    long accepted() {
        return acceptedMicros.getTotalCount();
    }

    long errors() {
        return errors.values().stream().mapToLong(LongAdder::sum).sum();
    }

    Map<String, LongAdder> errorsByKind() {
        return errors;
    }

    double acceptMillis(double percentile) {
        return acceptedMicros.getValueAtPercentile(percentile) / 1000.0;
    }

    double slowestAcceptMillis() {
        return acceptedMicros.getMaxValue() / 1000.0;
    }
}
