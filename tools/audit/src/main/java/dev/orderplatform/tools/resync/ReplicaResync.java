package dev.orderplatform.tools.resync;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topics.ConsumerLag;
import dev.orderplatform.tools.audit.Progress;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Compares the orders of each region with their replicas in the others, and has gaps filled by the orders' events. */
final class ReplicaResync {
    private static final int BROKER_PATIENCE_MS = 3_000;

    private final PlatformData platform;
    private final Map<Integer, String> owners;
    private final Instant unchangedSince;
    private final PrintWriter out;
    private final Consumer<String> progress;
    private long gaps;
    private long otherwise;
    private boolean unreachable;

    /**
     * @param owners region by slot
     * @param unchangedSince orders that have changed later may be on their way
     */
    ReplicaResync(
            PlatformData platform,
            Map<Integer, String> owners,
            Instant unchangedSince,
            PrintWriter out,
            Consumer<String> progress) {
        this.platform = platform;
        this.owners = owners;
        this.unchangedSince = unchangedSince;
        this.out = out;
        this.progress = progress;
    }

    /** True when a replica still differs. */
    boolean run(boolean dryRun, Republication republication) {
        for (var owner : platform.regions()) {
            for (var other : platform.regions()) {
                if (!owner.equals(other)) {
                    var found = find(owner, other);
                    list(found, owner.name(), other.name(), dryRun);
                    if (!dryRun) {
                        publish(found, owner.name(), republication);
                    }
                }
            }
        }
        return conclude(dryRun, republication);
    }

    private ReplicaGaps find(RegionData owner, RegionData other) {
        var slots = owners.entrySet().stream()
                .filter(slot -> slot.getValue().equals(owner.name()))
                .map(Map.Entry::getKey)
                .toList();
        progress.accept("comparing the orders of " + owner.name() + " with their replicas in " + other.name());
        ReplicaGaps found;
        try (var own = RegionDatabases.open(owner);
                var replicas = RegionDatabases.open(other)) {
            found = ReplicaGaps.find(own, replicas, slots, unchangedSince);
        }
        gaps += found.fillable().size();
        otherwise += found.otherwise().size();
        out.println("%s → %s: %d replicas, %d missing, %d behind, %d different otherwise"
                .formatted(
                        owner.name(),
                        other.name(),
                        found.compared(),
                        found.missing().size(),
                        found.behind().size(),
                        found.otherwise().size()));
        if (!found.fillable().isEmpty()) {
            tellWhatIsOnItsWay(owner, other.name());
        }
        return found;
    }

    private void tellWhatIsOnItsWay(RegionData owner, String other) {
        try (var broker = new ConsumerLag(owner.kafka(), BROKER_PATIENCE_MS)) {
            var waiting = broker.of(ConsumerLag.REPLICATION, EventStreams.ORDER.topic())
                    .waiting();
            if (waiting > 0) {
                out.println("  %s has %d events of %s before it: a replica may only be late"
                        .formatted(other, waiting, owner.name()));
            }
        } catch (PlatformException e) {
            out.println("  " + e.getMessage() + ". Events wait in the outbox until it does.");
        }
    }

    private void list(ReplicaGaps found, String owner, String other, boolean all) {
        if (all) {
            found.missing().forEach(orderId -> out.println("  " + orderId + ": no replica in " + other));
            found.behind()
                    .forEach(orderId ->
                            out.println("  " + orderId + ": its replica in " + other + " has an earlier version"));
        }
        found.otherwise()
                .forEach(orderId -> out.println("  %d: its replica in %s differs, or there is no such order in %s"
                        .formatted(orderId, other, owner)));
        out.flush();
    }

    private void publish(ReplicaGaps found, String owner, Republication republication) {
        List<Long> orders = found.fillable();
        var asking = new Progress(progress);
        try {
            republication.publish(
                    owner, orders, asked -> asking.now("%s: %d of %d orders".formatted(owner, asked, orders.size())));
        } catch (PlatformException e) {
            // The other direction does not need this service.
            out.println("  " + e.getMessage());
            unreachable = true;
        }
    }

    private boolean conclude(boolean dryRun, Republication republication) {
        if (!dryRun && gaps > 0) {
            out.println("%d event(s) of %d order(s) published again"
                    .formatted(republication.events(), republication.orders()));
        }
        if (unreachable) {
            out.println(ResyncCommand.STATUS);
        } else if (gaps > 0) {
            out.println(
                    dryRun
                            ? "./orderctl resync --replicas publishes the events of these " + gaps + " order(s) again."
                            : "Replicas take them within seconds; with --dry-run the same command shows what is left.");
        } else if (otherwise == 0) {
            out.println("Every replica is up to date.");
        }
        if (otherwise > 0) {
            out.println(
                    "What differs otherwise was not touched, as no event repairs it. Which side is right, the order's"
                            + " rows in both regions must tell: docs/flows/replication.md.");
        }
        return unreachable || otherwise > 0 || republication.left() > 0 || dryRun && gaps > 0;
    }
}
