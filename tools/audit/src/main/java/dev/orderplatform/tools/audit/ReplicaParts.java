package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;

/** Every payment and parcel of a region has a replica in each other region, as its newest event describes it. */
final class ReplicaParts {

    /** Each change that is published has the next version. */
    private static final String PAYMENTS = "SELECT order_id, number, version FROM t_payment WHERE version > 0";

    private static final String REPLICA_PAYMENTS =
            "SELECT order_id, split_part(payment_id, '-', 2)::int, version FROM t_replica_payment";

    private final Evidence evidence;
    private final DiscardedEvents discarded;
    private final Findings findings;

    /** @param discarded events discarded by a replication; replicas of their orders' parts may differ */
    ReplicaParts(Evidence evidence, DiscardedEvents discarded, Findings findings) {
        this.evidence = evidence;
        this.discarded = discarded;
        this.findings = findings;
    }

    void check() {
        for (var home : evidence.regions()) {
            for (var other : evidence.regions()) {
                if (home != other) {
                    check(home, other);
                }
            }
        }
    }

    private void check(RegionDatabases home, RegionDatabases other) {
        var here = home.region().name();
        var there = other.region().name();
        compare(
                "payment %s: its replica in " + there,
                "payment-replication",
                versions(evidence.payments(home), PAYMENTS),
                versions(evidence.payments(other), REPLICA_PAYMENTS));
        compare(
                "parcel %s: its replica at order-service in " + there,
                "order-parcel-replication",
                ParcelRows.ofOrders(home, here),
                ParcelRows.ofOrders(other, here));
        compare(
                "parcel %s: its replica at logistics-service in " + there,
                "logistics-replication",
                ParcelRows.ofLogistics(evidence.logistics(home), "t_parcel"),
                ParcelRows.ofLogistics(evidence.logistics(other), "t_replica_parcel"));
    }

    private static PartMap versions(ReadOnlyDatabase payments, String query) {
        var versions = new PartMap();
        payments.each(query, row -> versions.put(ParcelRows.id(row), row.getLong(3)));
        return versions;
    }

    private void compare(String what, String group, PartMap own, PartMap replicas) {
        own.forEach((id, value) -> {
            findings.checked(1);
            var replica = replicas.get(id);
            replicas.remove(id);
            if (replica != value) {
                breach(id, what.formatted(id) + (replica == 0 ? " is missing" : " differs"), group);
            }
        });
        replicas.forEach((id, _) -> breach(id, what.formatted(id) + " is all there is of it", group));
    }

    private void breach(PartId id, String what, String group) {
        if (!discarded.containsAnyOf(id.orderId(), group)) {
            findings.breach(id.orderId() + ": " + what);
        }
    }
}
