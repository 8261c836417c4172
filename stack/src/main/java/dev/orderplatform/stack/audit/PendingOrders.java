package dev.orderplatform.stack.audit;

import dev.orderplatform.stack.databases.RegionDatabases;

/** No order waits for its decision for more than a minute. */
final class PendingOrders implements Invariant {

    private static final int LIMIT_SECONDS = 60;

    @Override
    public int id() {
        return 4;
    }

    @Override
    public String title() {
        return "no order is PENDING for more than " + LIMIT_SECONDS + " s";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            findings.checked(region.sumOfTables("SELECT count(*) FROM t_order_{n}" + own(region)));
            region.eachTable(
                    "SELECT order_id, extract(epoch FROM now() - created_at)::bigint FROM t_order_{n}" + own(region)
                            + " AND status = 'PENDING' AND created_at < now() - interval '" + LIMIT_SECONDS + " s'",
                    (_, row) -> findings.breach(row.getLong(1) + ": PENDING for " + row.getLong(2) + " s"));
        }
    }

    // A replica waits as long as the replication does, which is no decision's fault.
    private static String own(RegionDatabases region) {
        return " WHERE region = '" + region.region().name() + "'";
    }
}
