package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.topics.ConsumerLag;
import dev.orderplatform.tools.audit.ReplicaComparison.Difference;
import java.util.List;

/** Every order has a replica in each other region, equal in all data that its events contain. */
final class Replicas {
    private final List<RegionDatabases> regions;
    private final DiscardedEvents discarded;
    private final Findings findings;

    /** @param discarded events discarded by the replication; replicas of their orders may differ */
    Replicas(List<RegionDatabases> regions, DiscardedEvents discarded, Findings findings) {
        this.regions = regions;
        this.discarded = discarded;
        this.findings = findings;
    }

    void check() {
        for (var home : regions) {
            for (var other : regions) {
                if (home != other) {
                    compare(home, other);
                }
            }
        }
    }

    private void compare(RegionDatabases home, RegionDatabases other) {
        var there = other.region().name();
        var here = home.region().name();
        findings.checked(ReplicaComparison.ofRegion(here)
                .compare(home, other, (orderId, difference) -> breach(orderId, words(difference, here, there))));
    }

    private static String words(Difference difference, String home, String other) {
        return switch (difference) {
            case MISSING -> "no replica in " + other;
            case BEHIND, AHEAD, OTHERWISE -> "its replica in " + other + " differs";
            case ORPHAN -> "a replica in " + other + " without an order in " + home;
        };
    }

    private void breach(long orderId, String what) {
        if (!discarded.containsAnyOf(orderId, ConsumerLag.REPLICATION)) {
            findings.breach(orderId + ": " + what);
        }
    }
}
