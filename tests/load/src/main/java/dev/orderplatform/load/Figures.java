package dev.orderplatform.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** The figures of a run by phase: Gatling 3.15 writes them only to a binary log and HTML. */
final class Figures {

    private static final long MAX_MICROS = Duration.ofMinutes(2).toNanos() / 1000;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final List<Phase> phases;
    // One element more than phases, for requests after the end of the last one.
    private final List<Map<Request, Counts>> counts;
    private final Map<OrderOutcome, LongAdder> orders = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
    private final Histogram lateMicros = new ConcurrentHistogram(MAX_MICROS, 3);

    /** @param phases consecutive, without gaps */
    Figures(List<Phase> phases) {
        this.phases = List.copyOf(phases);
        this.counts = Stream.<Map<Request, Counts>>generate(ConcurrentSkipListMap::new)
                .limit(phases.size() + 1L)
                .toList();
    }

    /**
     * Responses to one kind of request in one phase.
     *
     * @param answeredMicros latencies of requests started in it
     * @param errors number of failed requests started in it
     * @param arrived correct responses received in it, whenever their requests started: its throughput
     */
    private record Counts(Histogram answeredMicros, LongAdder errors, LongAdder arrived) {
        Counts() {
            this(new ConcurrentHistogram(MAX_MICROS, 3), new LongAdder(), new LongAdder());
        }
    }

    /** Records how late the generator started a checkout. */
    void started(long nanosLate) {
        lateMicros.recordValue(micros(nanosLate));
    }

    /**
     * @param begun intended start, in nanoseconds since the start of the measurement
     * @param took nanoseconds since the intended start
     */
    void answered(Request request, long begun, long took) {
        counts(request, begun).answeredMicros.recordValue(micros(took));
        counts(request, begun + took).arrived.increment();
    }

    /** Records a wrong response or none; its time does not count. */
    void failed(Request request, long begun, String why) {
        counts(request, begun).errors.increment();
        errors.computeIfAbsent(request.title() + ": " + why, _ -> new LongAdder())
                .increment();
    }

    void order(OrderOutcome outcome) {
        orders.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
    }

    private Counts counts(Request request, long at) {
        var phase = 0;
        while (phase < phases.size() && at >= phases.get(phase).end().toNanos()) {
            phase++;
        }
        return counts(counts.get(phase), request);
    }

    private static Counts counts(Map<Request, Counts> phase, Request request) {
        return phase.computeIfAbsent(request, _ -> new Counts());
    }

    private static long micros(long nanos) {
        return Math.clamp(nanos / 1000, 0, MAX_MICROS);
    }

    long requests() {
        return answered().getTotalCount() + errorCount();
    }

    long errorCount() {
        return errors.values().stream().mapToLong(LongAdder::sum).sum();
    }

    double millis(double percentile) {
        return answered().getValueAtPercentile(percentile) / 1000.0;
    }

    private Histogram answered() {
        var sum = new Histogram(MAX_MICROS, 3);
        counts.forEach(phase -> phase.values().forEach(kind -> sum.add(kind.answeredMicros)));
        return sum;
    }

    void write(Path file, String model, long checkouts) {
        var report = new LinkedHashMap<String, Object>();
        report.put("model", model);
        report.put("checkouts", checkouts);
        var outcomes = new LinkedHashMap<String, Long>();
        for (var outcome : OrderOutcome.values()) {
            outcomes.put(
                    outcome.title(),
                    orders.computeIfAbsent(outcome, _ -> new LongAdder()).sum());
        }
        report.put("orders", outcomes);
        report.put("lateMillisP99", lateMicros.getValueAtPercentile(99) / 1000.0);
        report.put("errors", errors);
        var parts = new ArrayList<Map<String, Object>>();
        for (var n = 0; n < phases.size(); n++) {
            var phase = phases.get(n);
            parts.add(part(phase.name(), phase.end().minus(phase.begin()), counts.subList(n, n + 1), Request.values()));
        }
        report.put("phases", parts);
        var whole = phases.getLast().end().minus(phases.getFirst().begin());
        report.put("whole", part("whole", whole, counts.subList(0, phases.size()), Request.values()));
        report.put(
                "later", part("later", Duration.ZERO, counts.subList(phases.size(), counts.size()), Request.values()));
        var kinds = new ArrayList<Map<String, Object>>();
        for (var request : Request.values()) {
            kinds.add(part(request.title(), whole, counts.subList(0, phases.size()), request));
        }
        report.put("requests", kinds);
        try {
            JSON.writeValue(file.toFile(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> part(
            String name, Duration duration, List<Map<Request, Counts>> phases, Request... requests) {
        var answered = new Histogram(MAX_MICROS, 3);
        var failed = 0L;
        var arrived = 0L;
        for (var phase : phases) {
            for (var request : requests) {
                var kind = counts(phase, request);
                answered.add(kind.answeredMicros);
                failed += kind.errors.sum();
                arrived += kind.arrived.sum();
            }
        }
        var part = new LinkedHashMap<String, Object>();
        part.put("name", name);
        part.put("seconds", duration.toMillis() / 1000.0);
        part.put("requests", answered.getTotalCount() + failed);
        part.put("errors", failed);
        part.put("answered", arrived);
        part.put("p50", answered.getValueAtPercentile(50) / 1000.0);
        part.put("p95", answered.getValueAtPercentile(95) / 1000.0);
        part.put("p99", answered.getValueAtPercentile(99) / 1000.0);
        part.put("max", answered.getMaxValue() / 1000.0);
        return part;
    }
}
