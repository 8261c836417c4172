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

/** Compares the orders of each region with their replicas in the others, and fills gaps by publishing events again. */
final class ReplicaResync {
    private static final int BROKER_TIMEOUT_MS = 3_000;

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
     * @param unchangedSince ignore orders changed later, whose events may be in transit
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

    /** Returns whether a replica still differs. */
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
        out.println("%s → %s: %d replicas, %d missing, %d behind, %d otherwise different"
                .formatted(
                        owner.name(),
                        other.name(),
                        found.compared(),
                        found.missing().size(),
                        found.behind().size(),
                        found.otherwise().size()));
        if (!found.fillable().isEmpty()) {
            printLag(owner, other.name());
        }
        return found;
    }

    private void printLag(RegionData owner, String other) {
        try (var broker = new ConsumerLag(owner.kafka(), BROKER_TIMEOUT_MS)) {
            var waiting = broker.of(ConsumerLag.REPLICATION, EventStreams.ORDER.topic())
                    .waiting();
            if (waiting > 0) {
                out.println("  %s has not read %d events of %s yet: replicas may only be late"
                        .formatted(other, waiting, owner.name()));
            }
        } catch (PlatformException e) {
            out.println("  " + e.getMessage() + ". Events wait in the outbox until then.");
        }
    }

    private void list(ReplicaGaps found, String owner, String other, boolean listGaps) {
        if (listGaps) {
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
        var printer = new Progress(progress);
        try {
            republication.publish(
                    owner,
                    orders,
                    processed -> printer.now("%s: %d of %d orders".formatted(owner, processed, orders.size())));
        } catch (PlatformException e) {
            // Go on: the other direction does not need this service.
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
                            : "Replicas apply them within seconds. The same command with --dry-run shows remaining"
                                    + " differences.");
        } else if (otherwise == 0) {
            out.println("Every replica is up to date.");
        }
        if (otherwise > 0) {
            out.println(
                    "Otherwise different orders were not changed: events can't repair them. To find out which side is"
                            + " right, compare the order's rows in both regions: docs/flows/replication.md.");
        }
        return unreachable || otherwise > 0 || republication.incomplete() > 0 || dryRun && gaps > 0;
    }
}
