package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.databases.ServiceDatabases;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.topics.ConsumerLag;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Waits until nothing is in progress. Until then, orders and their effects may legitimately differ. */
public final class Quiescence implements AutoCloseable {

    private final Evidence evidence;
    private final Map<String, ConsumerLag> brokers = new HashMap<>();
    private final Consumer<String> progress;

    Quiescence(Evidence evidence, Consumer<String> progress) {
        this.evidence = evidence;
        this.progress = progress;
    }

    /** Returns whether all events of a running platform had their effects within the limit. */
    public static boolean reached(PlatformData data, Duration limit) {
        try (var evidence = new Evidence(data);
                var quiescence = new Quiescence(evidence, _ -> {})) {
            return quiescence.await(limit).isEmpty();
        }
    }

    /**
     * Work in progress at a point in time.
     *
     * @param written sum of the end offsets of all topics
     */
    record Activity(long outboxRows, long lag, long undecided, long written) {
        boolean none() {
            return outboxRows == 0 && lag == 0 && undecided == 0;
        }

        @Override
        public String toString() {
            return "%d outbox rows, %d events not consumed, %d orders and transfers not decided"
                    .formatted(outboxRows, lag, undecided);
        }
    }

    /** Waits at most {@code limit}. Returns the work still in progress; empty if there is none. */
    Optional<Activity> await(Duration limit) {
        var last = new AtomicReference<>(measure());
        var printer = new Progress(progress);
        // A measurement is not atomic: an event may move from a part not yet read to one already read. Two measurements
        // without a write in between can't miss it.
        var quiet = Await.until(limit, () -> {
            var before = last.get();
            var now = measure();
            last.set(now);
            printer.now("waiting: " + now);
            return before.none() && now.none() && before.written == now.written;
        });
        return quiet ? Optional.empty() : Optional.of(last.get());
    }

    private Activity measure() {
        var outboxRows = evidence.services().stream()
                .mapToLong(ServiceDatabases::outboxRows)
                .sum();
        var lags = evidence.regions().stream()
                .flatMap(region -> lags(region.region()))
                .toList();
        return new Activity(
                outboxRows,
                lags.stream().mapToLong(ConsumerLag.Lag::waiting).sum(),
                evidence.regions().stream().mapToLong(Quiescence::undecided).sum(),
                lags.stream().mapToLong(ConsumerLag.Lag::written).sum());
    }

    private Stream<ConsumerLag.Lag> lags(RegionData region) {
        return brokers.computeIfAbsent(region.kafka(), ConsumerLag::new).of(region.consumers()).values().stream();
    }

    private static long undecided(RegionDatabases region) {
        return region.sumOfTables("SELECT count(*) FROM t_order_{n} WHERE status IN ('PENDING', 'UNDECIDED')")
                + TransferBranches.tried(region.inventory());
    }

    @Override
    public void close() {
        brokers.values().forEach(ConsumerLag::close);
    }
}
