package dev.orderplatform.tools.audit;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.topics.ConsumerLag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Waits until nothing is under way: while something is, orders and their effects may differ rightly. */
public final class Calm implements AutoCloseable {

    private final Evidence evidence;
    private final Map<String, ConsumerLag> brokers = new HashMap<>();
    private final Consumer<String> progress;

    Calm(Evidence evidence, Consumer<String> progress) {
        this.evidence = evidence;
        this.progress = progress;
    }

    /** Whether all events of a platform that runs have had their effects within the limit. */
    public static boolean reached(PlatformData data, Duration limit) {
        try (var evidence = new Evidence(data);
                var calm = new Calm(evidence, _ -> {})) {
            return calm.await(limit).isEmpty();
        }
    }

    /**
     * What is under way at a moment.
     *
     * @param written records on all topics, ever
     */
    record Motion(long outboxRows, long lag, long undecided, long written) {
        boolean none() {
            return outboxRows == 0 && lag == 0 && undecided == 0;
        }

        @Override
        public String toString() {
            return "%d outbox rows, %d events not consumed, %d orders and transfers not decided"
                    .formatted(outboxRows, lag, undecided);
        }
    }

    /** Waits at most {@code limit}. Returns what is still under way then, empty when all is calm. */
    Optional<Motion> await(Duration limit) {
        var last = new AtomicReference<>(look());
        var tell = new Progress(progress);
        // One look takes a while and an event may slip from a part not yet seen to one already seen; not past two looks
        // between which nothing was written.
        var calm = Await.until(limit, () -> {
            var before = last.get();
            var now = look();
            last.set(now);
            tell.now("waiting: " + now);
            return before.none() && now.none() && before.written == now.written;
        });
        return calm ? Optional.empty() : Optional.of(last.get());
    }

    private Motion look() {
        var sum = new Motion(0, 0, 0, 0);
        for (var region : evidence.regions()) {
            var lags = lags(region);
            sum = new Motion(
                    sum.outboxRows
                            + region.sumOfTables("SELECT count(*) FROM t_outbox_{n}")
                            + region.inventory().number("SELECT count(*) FROM t_outbox"),
                    sum.lag + lags.stream().mapToLong(ConsumerLag.Lag::waiting).sum(),
                    sum.undecided
                            + region.sumOfTables(
                                    "SELECT count(*) FROM t_order_{n} WHERE status IN ('PENDING', 'UNDECIDED')")
                            + TransferBranches.tried(region.inventory()),
                    sum.written
                            + lags.stream().mapToLong(ConsumerLag.Lag::written).sum());
        }
        return sum;
    }

    private List<ConsumerLag.Lag> lags(RegionDatabases region) {
        var broker = brokers.computeIfAbsent(region.region().kafka(), ConsumerLag::new);
        var lags = new ArrayList<>(List.of(
                broker.of(ConsumerLag.INVENTORY, EventStreams.ORDER.topic()),
                broker.of(ConsumerLag.NOTIFICATION, EventStreams.ORDER.topic()),
                broker.of(ConsumerLag.ORDERS, EventStreams.STOCK.topic())));
        if (evidence.regions().size() > 1) {
            lags.add(broker.of(ConsumerLag.REPLICATION, EventStreams.ORDER.topic()));
        }
        return lags;
    }

    @Override
    public void close() {
        brokers.values().forEach(ConsumerLag::close);
    }
}
