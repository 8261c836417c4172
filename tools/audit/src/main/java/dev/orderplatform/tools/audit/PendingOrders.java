package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * No order waits for its decision for more than a minute, or has ever waited that long: each order's history tells. Outages
 * are subtracted, with the backlog that they leave.
 */
final class PendingOrders implements Invariant {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    // A replica waits as long as the replication does, which is no decision's fault.
    private static final String DELAYED = """
        SELECT order_id, status = 'PENDING' AS pending, (extract(epoch FROM since) * 1000)::bigint AS since,
               (extract(epoch FROM until) * 1000)::bigint AS until
        FROM (
          SELECT order_id, status, created_at AS since,
                 CASE WHEN status <> 'PENDING' THEN (history -> 1 ->> 'at')::timestamptz ELSE now() END AS until
          FROM t_order_{n} WHERE region = '{region}' AND status <> 'UNDECIDED') AS waits
        WHERE until - since > interval '{limit} s'
        """.replace("{limit}", Long.toString(LIMIT.toSeconds()));

    @Override
    public int id() {
        return 4;
    }

    @Override
    public String title() {
        return "no order was PENDING for more than " + LIMIT.toSeconds() + " s, outages aside";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            var name = region.region().name();
            findings.checked(region.sumOfTables("SELECT count(*) FROM t_order_{n} WHERE region = '" + name + "'"));
            check(region, DELAYED.replace("{region}", name), Outages.of(name, evidence), findings);
        }
    }

    private static void check(RegionDatabases region, String delayed, Outages outages, Findings findings) {
        var excused = outages.withBacklog(decisions(region, delayed), LIMIT);
        region.eachTable(delayed, (_, row) -> {
            var since = Math.max(row.getLong("since"), outages.since().orElse(Long.MIN_VALUE));
            var until = row.getLong("until");
            var unexcused = excused.uncovered(since, until);
            if (unexcused > LIMIT.toMillis()) {
                findings.breach("%d: %s for %d s%s"
                        .formatted(
                                row.getLong("order_id"),
                                row.getBoolean("pending") ? "PENDING" : "was PENDING",
                                (until - row.getLong("since")) / 1000,
                                unexcused < until - since
                                        ? ", %d s of it in no outage or its backlog".formatted(unexcused / 1000)
                                        : ""));
            }
        });
    }

    /** When orders were decided that had waited for too long, to the second: as many as an outage has seconds. */
    private static NavigableSet<Long> decisions(RegionDatabases region, String delayed) {
        var decisions = new TreeSet<Long>();
        region.eachTable(
                "SELECT DISTINCT until / 1000 + 1 FROM (" + delayed + ") AS decided WHERE NOT pending",
                (_, row) -> decisions.add(row.getLong(1) * 1000));
        return decisions;
    }
}
