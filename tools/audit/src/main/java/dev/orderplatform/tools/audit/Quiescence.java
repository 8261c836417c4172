package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.DatabaseConnections;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.databases.ServiceDatabases;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.topics.ConsumerLag;
import dev.orderplatform.tools.ledger.LedgerReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Waits until nothing is in progress. Until then, orders and their effects may legitimately differ. */
public final class Quiescence implements AutoCloseable {

    /** Tasks by service. A parcel that is cancelled is only looked up once more. */
    private static final Map<String, String> TASKS =
            Map.of("payment-service", "SELECT count(*) FROM t_task", "logistics-service", """
                SELECT count(*) FROM t_task WHERE NOT EXISTS (
                  SELECT FROM t_parcel WHERE status = 'CANCELLED' AND order_id = split_part(subject, '-', 1)::bigint
                    AND number = nullif(split_part(subject, '-', 2), '')::int)
                """);

    private final Evidence evidence;
    private final Map<String, ConsumerLag> brokers = new HashMap<>();
    private final List<LedgerReader> simulators;
    private final Consumer<String> progress;

    Quiescence(Evidence evidence, Consumer<String> progress) {
        this.evidence = evidence;
        this.progress = progress;
        this.simulators = evidence.simulators().stream().map(LedgerReader::new).toList();
    }

    /** Returns whether all events of a running platform had their effects within the limit. */
    public static boolean reached(PlatformData data, Duration limit) {
        try (var connections = new DatabaseConnections();
                var evidence = new Evidence(data, connections);
                var quiescence = new Quiescence(evidence, _ -> {})) {
            return quiescence.await(limit).isEmpty();
        }
    }

    /**
     * Work in progress at a point in time.
     *
     * @param outside what provider and carrier have to do or to report, and what they are to be asked
     * @param written sum of the end offsets of all topics
     */
    record Activity(long outboxRows, long lag, long undecided, long outside, long written) {
        boolean none() {
            return outboxRows == 0 && lag == 0 && undecided == 0 && outside == 0;
        }

        @Override
        public String toString() {
            return "%d outbox rows, %d events not consumed, %d orders and transfers not decided, %d requests and callbacks due"
                    .formatted(outboxRows, lag, undecided, outside);
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
                requestsDue() + callbacksDue(),
                lags.stream().mapToLong(ConsumerLag.Lag::written).sum());
    }

    private Stream<ConsumerLag.Lag> lags(RegionData region) {
        return brokers.computeIfAbsent(region.kafka(), ConsumerLag::new).of(region.consumers()).values().stream();
    }

    private static long undecided(RegionDatabases region) {
        return region.sumOfTables("SELECT count(*) FROM t_order_{n} WHERE status IN ('PENDING', 'UNDECIDED')")
                + TransferBranches.tried(region.inventory());
    }

    /** Requests to provider and carrier. */
    private long requestsDue() {
        return evidence.services().stream()
                .flatMap(databases -> TASKS.entrySet().stream()
                        .flatMap(tasks -> databases.of(tasks.getKey()).stream()
                                .filter(database -> database.hasTable("t_task"))
                                .map(database -> database.number(tasks.getValue()))))
                .mapToLong(Long::longValue)
                .sum();
    }

    /** What the simulators have to do and to report; one that is held by {@code stop} does nothing. */
    private long callbacksDue() {
        return simulators.stream()
                .filter(simulator -> !evidence.isHeld(simulator.name()))
                .mapToLong(LedgerReader::owed)
                .sum();
    }

    @Override
    public void close() {
        simulators.forEach(LedgerReader::close);
        brokers.values().forEach(ConsumerLag::close);
    }
}
