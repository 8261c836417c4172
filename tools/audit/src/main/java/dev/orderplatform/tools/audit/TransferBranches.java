package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The branches of transfers between regions, by Seata's fence rows: both confirmed, or none. */
final class TransferBranches {

    private static final String FENCES = "tcc_fence_log";
    private static final int TRIED = 1;
    private static final int CONFIRMED = 2;

    /** Twice the time-out of a global transaction: the second phase of a younger one may be on its way. */
    static final String YOUNG = " > now() - interval '10 s'";

    /** Fence rows are kept for an hour; younger ones must be in both regions. */
    static final String KEPT = " > now() - interval '30 min'";

    private final Evidence evidence;
    private final Findings findings;

    TransferBranches(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    /** Branches of which the second phase is still to come; none where there are no transfers. */
    static long tried(ReadOnlyDatabase inventory) {
        return inventory.hasTable(FENCES)
                ? inventory.number("SELECT count(*) FROM " + FENCES + " WHERE status = " + TRIED)
                : 0;
    }

    /** The transactions of which a region has confirmed its branch, or is about to. */
    static Set<String> committed(ReadOnlyDatabase inventory) {
        var xids = new HashSet<String>();
        inventory.each(
                "SELECT xid FROM " + FENCES + " WHERE status = " + CONFIRMED + " OR status = " + TRIED
                        + " AND gmt_create" + YOUNG,
                row -> xids.add(row.getString(1)));
        return xids;
    }

    void check() {
        if (evidence.regions().stream().allMatch(region -> region.inventory().hasTable(FENCES))) {
            checkFences();
            checkUnitsInTransit();
        }
    }

    private void checkFences() {
        var confirmed = new HashMap<String, Integer>();
        var tried = new HashSet<String>();
        for (var region : evidence.regions()) {
            region.inventory()
                    .each(
                            "SELECT xid, status, gmt_create" + YOUNG + " FROM " + FENCES + " WHERE status = " + TRIED
                                    + " OR status = " + CONFIRMED + " AND gmt_create" + KEPT,
                            row -> {
                                var xid = row.getString(1);
                                if (row.getInt(2) == CONFIRMED) {
                                    confirmed.merge(xid, 1, Integer::sum);
                                } else {
                                    tried.add(xid);
                                    if (!row.getBoolean(3)) {
                                        findings.breach("xid " + xid + ": still TRIED in "
                                                + region.region().name());
                                    }
                                }
                            });
        }
        findings.checked(confirmed.size());
        confirmed.forEach((xid, branches) -> {
            // One that is still to be confirmed is judged by its age.
            if (branches != 2 && !tried.contains(xid)) {
                findings.breach("xid %s: %d of 2 branches are confirmed".formatted(xid, branches));
            }
        });
    }

    /** With no transfer under way, whatever was sent has arrived. */
    private void checkUnitsInTransit() {
        Map<String, Long> inTransit = new TreeMap<>();
        var underWay = 0L;
        for (var region : evidence.regions()) {
            region.inventory()
                    .each(
                            "SELECT sku, transferred_out - transferred_in FROM t_stock WHERE transferred_out <>"
                                    + " transferred_in",
                            row -> inTransit.merge(row.getString(1), row.getLong(2), Long::sum));
            underWay += region.inventory()
                    .number("SELECT count(*) FROM " + FENCES + " WHERE status = " + TRIED + " AND gmt_create" + YOUNG);
        }
        if (underWay == 0) {
            inTransit.forEach((sku, units) -> {
                if (units != 0) {
                    findings.breach("%s: %d units in transit and no transfer".formatted(sku, units));
                }
            });
        }
    }
}
