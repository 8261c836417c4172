package dev.orderplatform.tools.load;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The load generator of {@code orderctl load} for other commands: returns figures instead of printing. */
public final class LoadRun {

    private final String url;
    private final List<String> tokens;
    private final int skus;
    private final int lines;

    /** Orders of one line over the whole demo catalogue. */
    public LoadRun(String url, List<String> tokens) {
        this(url, tokens, LoadPlan.DEMO_SKUS, 1);
    }

    /**
     * @param tokens one for each user
     * @param skus orders are for SKU-00001 up to this one
     * @param lines SKUs in an order
     */
    public LoadRun(String url, List<String> tokens, int skus, int lines) {
        this.url = url;
        this.tokens = List.copyOf(tokens);
        this.skus = skus;
        this.lines = lines;
    }

    /**
     * Results as seen by clients.
     *
     * @param errors number of requests without a 201, by status or exception
     * @param to when the last response arrived
     */
    public record ClientResults(
            long requests,
            long accepted,
            Map<String, Long> errors,
            double acceptP50Millis,
            double acceptP99Millis,
            double slowestMillis,
            Instant from,
            Instant to) {

        public ClientResults {
            errors = Map.copyOf(errors);
        }

        public double seconds() {
            return Duration.between(from, to).toMillis() / 1000.0;
        }
    }

    /**
     * Outcomes of the orders, counted in the databases.
     *
     * @param undecided still PENDING after a minute
     * @param settledAfter time from the end of the load until the last order was decided
     */
    public record OrderOutcomes(
            long confirmed, long rejected, long undecided, double p50Millis, double p99Millis, Duration settledAfter) {}

    /** Closed model: keeps this number of requests in flight. */
    public ClientResults closed(int concurrency, Duration duration) throws InterruptedException {
        return run(OptionalDouble.empty(), concurrency, duration);
    }

    /** Open model: starts this number of requests a second; latencies count from the intended start. */
    public ClientResults open(double rate, Duration duration) throws InterruptedException {
        return run(OptionalDouble.of(rate), LoadPlan.MAX_IN_FLIGHT, duration);
    }

    /** Waits at most a minute until each order of the window is decided, and counts. */
    public static OrderOutcomes outcomes(PlatformData data, ClientResults window) {
        var found = Outcomes.of(data, window.from(), window.to());
        return new OrderOutcomes(
                found.confirmed(),
                found.rejected(),
                found.undecided(),
                found.confirmationMillis().getValueAtPercentile(50),
                found.confirmationMillis().getValueAtPercentile(99),
                found.settledAfter());
    }

    /** Waits at most a minute until each order placed since then is decided. Returns the number of undecided orders. */
    public static long undecided(PlatformData data, Instant since) {
        return Outcomes.of(data, since, Instant.now()).undecided();
    }

    private ClientResults run(OptionalDouble rate, int senders, Duration duration) throws InterruptedException {
        var plan = new LoadPlan(rate, senders, Duration.ZERO, duration, tokens.size(), skus, lines, "REGION", 0);
        try (var gateway = new Gateway(url, senders + Payers.THREADS);
                var log = AcknowledgementLog.to(Optional.empty())) {
            return results(new Load(plan, gateway, tokens, log).run(_ -> {}));
        }
    }

    private static ClientResults results(Load.Result result) {
        var counted = result.counted();
        var errors = new TreeMap<String, Long>();
        counted.errorsByKind().forEach((kind, count) -> errors.put(kind, count.sum()));
        return new ClientResults(
                counted.requests(),
                counted.accepted(),
                errors,
                counted.acceptMillis(50),
                counted.acceptMillis(99),
                counted.slowestAcceptMillis(),
                result.from(),
                result.to());
    }
}
