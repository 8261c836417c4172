package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.topics.ConsumerLag;
import dev.orderplatform.tools.audit.ReplicaComparison.Difference;
import java.util.List;

/** Every order lies as a replica in each other region, the same in all that its events tell. */
final class Replicas {
    private final List<RegionDatabases> regions;
    private final GivenUp givenUp;
    private final Findings findings;

    /** @param givenUp by the replication: the orders of those events may differ */
    Replicas(List<RegionDatabases> regions, GivenUp givenUp, Findings findings) {
        this.regions = regions;
        this.givenUp = givenUp;
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
            case ORPHAN -> "a replica in " + other + ", and no order in " + home;
        };
    }

    private void breach(long orderId, String what) {
        if (!givenUp.discardedAnyOf(orderId, ConsumerLag.REPLICATION)) {
            findings.breach(orderId + ": " + what);
        }
    }
}
