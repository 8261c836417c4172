package dev.orderplatform.stack.audit;

import dev.orderplatform.stack.databases.RegionDatabases;
import dev.orderplatform.stack.topics.ConsumerLag;
import java.util.List;

/** Every order lies as a replica in each other region, the same in all that its events tell. */
final class Replicas {
    /** Keys are left out: each region forgets them in its own time. */
    private static final String ORDERS = """
        SELECT o.order_id, hashtextextended(concat_ws('|', o.user_id, o.status, o.version, o.epoch, o.durability,
                 o.total_minor, o.currency, o.rejection, o.history, o.created_at, i.lines), 0)
        FROM t_order_{n} o LEFT JOIN (
          SELECT order_id, string_agg(concat_ws('|', sku, quantity, price_minor), ',' ORDER BY line_no) AS lines
          FROM t_order_item_{n} GROUP BY order_id) i USING (order_id)
        WHERE o.region = '{home}' AND o.status <> 'UNDECIDED'
        """;

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
        var name = home.region().name();
        var rows = new OrderMap();
        home.eachTable(query(name), (_, row) -> rows.put(row.getLong(1), row.getLong(2) | 1));
        other.eachTable(query(name), (_, row) -> {
            var orderId = row.getLong(1);
            var own = rows.get(orderId);
            rows.remove(orderId);
            findings.checked(1);
            if (own == 0) {
                breach(orderId, "a replica in " + other.region().name() + ", and no order in " + name);
            } else if (own != (row.getLong(2) | 1)) {
                breach(orderId, "its replica in " + other.region().name() + " differs");
            }
        });
        rows.forEach((orderId, _) ->
                breach(orderId, "no replica in " + other.region().name()));
    }

    private void breach(long orderId, String what) {
        if (!givenUp.discardedAnyOf(orderId, ConsumerLag.REPLICATION)) {
            findings.breach(orderId + ": " + what);
        }
    }

    private static String query(String home) {
        return ORDERS.replace("{home}", home);
    }
}
