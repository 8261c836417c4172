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

/** The load of {@code orderctl load} for other commands: figures instead of printed lines. */
public final class LoadRun {

    private static final int MOST_IN_FLIGHT = 512;
    private static final int SKUS = 1_000;

    private final String url;
    private final List<String> tokens;

    /** @param tokens one a user */
    public LoadRun(String url, List<String> tokens) {
        this.url = url;
        this.tokens = List.copyOf(tokens);
    }

    /**
     * What callers saw.
     *
     * @param errors how many requests ended otherwise than with 201, by status or failure
     * @param to when the last of them had its answer
     */
    public record Seen(
            long requests,
            long accepted,
            Map<String, Long> errors,
            double acceptP50Millis,
            double acceptP99Millis,
            double slowestMillis,
            Instant from,
            Instant to) {

        public Seen {
            errors = Map.copyOf(errors);
        }

        public double seconds() {
            return Duration.between(from, to).toMillis() / 1000.0;
        }
    }

    /**
     * What became of the orders, counted where they lie.
     *
     * @param undecided still PENDING after a minute
     * @param settledAfter from the end of the load until the last order was decided
     */
    public record Became(
            long confirmed, long rejected, long undecided, double p50Millis, double p99Millis, Duration settledAfter) {}

    /** Keeps so many requests under way. */
    public Seen closed(int concurrency, Duration duration) throws InterruptedException {
        return run(OptionalDouble.empty(), concurrency, duration);
    }

    /** Starts so many requests a second, whatever became of the earlier ones; latencies count from the intended start. */
    public Seen open(double rate, Duration duration) throws InterruptedException {
        return run(OptionalDouble.of(rate), MOST_IN_FLIGHT, duration);
    }

    /** Waits until each order of the window is decided, a minute at most, and counts. */
    public static Became outcomes(PlatformData data, Seen window) {
        var found = Outcomes.of(data, window.from(), window.to());
        return new Became(
                found.confirmed(),
                found.rejected(),
                found.undecided(),
                found.confirmationMillis().getValueAtPercentile(50),
                found.confirmationMillis().getValueAtPercentile(99),
                found.settledAfter());
    }

    /** Waits until each order that was placed since then is decided, a minute at most; how many are not. */
    public static long undecided(PlatformData data, Instant since) {
        return Outcomes.of(data, since, Instant.now()).undecided();
    }

    private Seen run(OptionalDouble rate, int senders, Duration duration) throws InterruptedException {
        var plan = new LoadPlan(rate, senders, Duration.ZERO, duration, tokens.size(), SKUS, 1, "REGION");
        try (var gateway = new Gateway(url, senders + 8);
                var log = AcknowledgementLog.to(Optional.empty())) {
            var result = new Load(plan, gateway, tokens, log).run(_ -> {});
            return seen(result);
        }
    }

    private static Seen seen(Load.Result result) {
        var counted = result.counted();
        var errors = new TreeMap<String, Long>();
        counted.errorsByKind().forEach((kind, count) -> errors.put(kind, count.sum()));
        return new Seen(
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
