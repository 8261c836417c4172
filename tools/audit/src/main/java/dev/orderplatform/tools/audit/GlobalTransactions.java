package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;
import java.util.HashMap;

/** A global transaction is everywhere or nowhere: nothing of one is left half done, and no region has it alone. */
final class GlobalTransactions implements Invariant {

    /** Twice the time-out of a global transaction. */
    private static final String UNDECIDED_FOR_LONG = " < now() - interval '10 s'";

    private static final String OLD = " < now() - interval '60 s'";

    @Override
    public int id() {
        return 7;
    }

    @Override
    public String title() {
        return "no global transaction is undecided or half done";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            checkOrders(region, findings);
            region.orders().forEach(database -> checkUndoLog(database, region, findings));
        }
        checkBothHaveTheOrder(evidence, findings);
        new TransferBranches(evidence, findings).check();
    }

    private static void checkOrders(RegionDatabases region, Findings findings) {
        region.eachTable(
                "SELECT order_id, xid FROM t_order_{n} WHERE status = 'UNDECIDED' AND created_at" + UNDECIDED_FOR_LONG,
                (_, row) -> findings.breach(row.getLong(1) + ": UNDECIDED, xid " + row.getString(2)));
        region.eachTable(
                "SELECT order_id FROM t_order_{n} WHERE durability = 'MULTI_REGION' AND xid IS NULL",
                (_, row) -> findings.breach(row.getLong(1) + ": MULTI_REGION, and no xid in "
                        + region.region().name()));
    }

    /** The region that lost its branch may have a replica all the same, by its events: but not of that transaction. */
    private static void checkBothHaveTheOrder(Evidence evidence, Findings findings) {
        var regionsOf = new HashMap<String, Integer>();
        for (var region : evidence.regions()) {
            region.eachTable(
                    "SELECT concat_ws(', xid ', order_id, xid) FROM t_order_{n} WHERE xid IS NOT NULL",
                    (_, row) -> regionsOf.merge(row.getString(1), 1, Integer::sum));
        }
        findings.checked(regionsOf.size());
        regionsOf.forEach((order, regions) -> {
            if (regions != evidence.regions().size()) {
                findings.breach(order
                        + ": in %d of %d regions"
                                .formatted(regions, evidence.regions().size()));
            }
        });
    }

    // A row of another status tells a branch that is yet to come that it was rolled back.
    private static void checkUndoLog(ReadOnlyDatabase database, RegionDatabases region, Findings findings) {
        if (database.hasTable("undo_log")) {
            database.each(
                    "SELECT xid FROM undo_log WHERE log_status = 0 AND log_created" + OLD,
                    row -> findings.breach("xid " + row.getString(1) + ": undo_log of "
                            + region.region().name() + " still holds it"));
        }
    }
}
