package dev.orderplatform.stack.audit;

import dev.orderplatform.stack.databases.ReadOnlyDatabase;
import dev.orderplatform.stack.databases.RegionDatabases;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A global transaction is everywhere or nowhere: nothing of one is left half done, and no region has it alone. */
final class GlobalTransactions implements Invariant {

    /** Twice the time-out of a global transaction. */
    private static final String UNDECIDED_FOR_LONG = " < now() - interval '10 s'";

    private static final String OLD = " < now() - interval '60 s'";
    /** Fence rows are kept for an hour; younger ones must be in both regions. */
    private static final String KEPT = " > now() - interval '30 min'";

    private static final int TRIED = 1;
    private static final int CONFIRMED = 2;

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
        if (evidence.regions().stream().allMatch(region -> region.inventory().hasTable("tcc_fence_log"))) {
            checkFences(evidence, findings);
            checkUnitsInTransit(evidence, findings);
        }
    }

    private static void checkOrders(RegionDatabases region, Findings findings) {
        region.eachTable(
                "SELECT order_id, xid FROM t_order_{n} WHERE status = 'UNDECIDED' AND created_at" + UNDECIDED_FOR_LONG,
                (_, row) -> findings.breach(row.getLong(1) + ": UNDECIDED, xid " + row.getString(2)));
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

    private static void checkFences(Evidence evidence, Findings findings) {
        var confirmed = new HashMap<String, Integer>();
        for (var region : evidence.regions()) {
            var name = region.region().name();
            region.inventory()
                    .each(
                            "SELECT xid FROM tcc_fence_log WHERE status = " + TRIED + " AND gmt_create" + OLD,
                            row -> findings.breach("xid " + row.getString(1) + ": still TRIED in " + name));
            region.inventory()
                    .each(
                            "SELECT xid FROM tcc_fence_log WHERE status = " + CONFIRMED + " AND gmt_create" + KEPT,
                            row -> confirmed.merge(row.getString(1), 1, Integer::sum));
        }
        findings.checked(confirmed.size());
        confirmed.forEach((xid, branches) -> {
            if (branches != 2) {
                findings.breach("xid %s: %d of 2 branches are confirmed".formatted(xid, branches));
            }
        });
    }

    /** With no transfer open, whatever was sent has arrived. */
    private static void checkUnitsInTransit(Evidence evidence, Findings findings) {
        Map<String, Long> inTransit = new TreeMap<>();
        var open = 0L;
        for (var region : evidence.regions()) {
            open += region.inventory().number("SELECT count(*) FROM tcc_fence_log WHERE status = " + TRIED);
            region.inventory()
                    .each(
                            "SELECT sku, sent - got FROM t_stock WHERE sent <> got",
                            row -> inTransit.merge(row.getString(1), row.getLong(2), Long::sum));
        }
        if (open == 0) {
            inTransit.forEach((sku, units) -> {
                if (units != 0) {
                    findings.breach("%s: %d units in transit and no transfer".formatted(sku, units));
                }
            });
        }
    }
}
