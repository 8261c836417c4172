package dev.orderplatform.stack.audit;

import dev.orderplatform.stack.databases.ReadOnlyDatabase;
import dev.orderplatform.stack.databases.RegionDatabases;

/** A global transaction is everywhere or nowhere: nothing of one is left half done. */
final class GlobalTransactions implements Invariant {

    private static final int LIMIT_SECONDS = 60;
    private static final String OLD = " < now() - interval '" + LIMIT_SECONDS + " s'";

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
            findings.checked(region.sumOfTables("SELECT count(*) FROM t_order_{n} WHERE xid IS NOT NULL"));
            region.eachTable(
                    "SELECT order_id, xid FROM t_order_{n} WHERE status = 'UNDECIDED' AND created_at" + OLD,
                    (_, row) -> findings.breach(row.getLong(1) + ": UNDECIDED, xid " + row.getString(2)));
            region.orders().forEach(database -> checkUndoLog(database, region, findings));
            checkUndoLog(region.inventory(), region, findings);
            checkFence(region, findings);
        }
    }

    private static void checkUndoLog(ReadOnlyDatabase database, RegionDatabases region, Findings findings) {
        if (database.hasTable("undo_log")) {
            database.each(
                    "SELECT xid FROM undo_log WHERE log_created" + OLD,
                    row -> findings.breach("xid " + row.getString(1) + ": undo_log of "
                            + region.region().name() + " still holds it"));
        }
    }

    private static void checkFence(RegionDatabases region, Findings findings) {
        if (region.inventory().hasTable("tcc_fence_log")) {
            findings.checked(region.inventory().number("SELECT count(*) FROM tcc_fence_log"));
            // 1 is TRIED: neither confirmed nor cancelled.
            region.inventory()
                    .each(
                            "SELECT xid FROM tcc_fence_log WHERE status = 1 AND gmt_create" + OLD,
                            row -> findings.breach("xid " + row.getString(1) + ": still TRIED in "
                                    + region.region().name()));
        }
    }
}
