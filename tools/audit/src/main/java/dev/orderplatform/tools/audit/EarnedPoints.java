package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** The ledger of points is consistent in itself, and agrees with the orders. */
final class EarnedPoints implements Invariant {

    /** Minor units of an order's currency that earn one point. */
    private static final long MINOR_UNITS = 100;

    // What has expired was posted, and is still what a delivered order has earned.
    private static final String TRANSFERS = """
        SELECT order_id, count(*) AS transfers,
          coalesce(sum(points) FILTER (WHERE kind IN ('POSTED', 'REVERSED')), 0) AS posted,
          coalesce(sum(CASE kind WHEN 'POSTED' THEN -points ELSE points END)
            FILTER (WHERE kind IN ('PENDING', 'VOIDED', 'POSTED')), 0) AS pending,
          coalesce(-sum(points) FILTER (WHERE kind = 'EXPIRED'), 0) AS expired
        FROM t_transfer GROUP BY order_id
        """;
    private static final String ORDERS = """
        SELECT order_id, status, total_minor, coalesce((history -> -1 ->> 'at')::timestamptz, created_at) AS changed_at
        FROM t_order_{n} WHERE region = '{region}' AND status <> 'UNDECIDED'
        """;

    private final Ledgers ledgers;

    EarnedPoints(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public int id() {
        return 10;
    }

    @Override
    public String title() {
        return "points follow from their transfers, sum to zero, and are those of paid and delivered orders";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        new PointsLedger(evidence.loyalty()).check(findings);
        var points = OrderSums.read(evidence.loyalty(), findings);
        for (var region : evidence.regions()) {
            region.eachTable(ORDERS.replace("{region}", region.region().name()), (_, row) -> {
                findings.checked(1);
                checkOrder(row, points, findings);
            });
        }
        points.posted.forEach((orderId, posted) ->
                findings.breach("%d: %d points are posted, and there is no such order".formatted(orderId, posted)));
        points.pending.forEach((orderId, pending) ->
                findings.breach("%d: %d points are pending, and there is no such order".formatted(orderId, pending)));
    }

    /** The points of each order that has some. */
    private record OrderSums(OrderMap posted, OrderMap pending) {

        static OrderSums read(ReadOnlyDatabase loyalty, Findings findings) {
            var sums = new OrderSums(new OrderMap(), new OrderMap());
            loyalty.each(TRANSFERS, row -> sums.add(row, findings));
            return sums;
        }

        private void add(ResultSet row, Findings findings) throws SQLException {
            findings.checked(row.getInt("transfers"));
            var orderId = row.getLong("order_id");
            var postedPoints = row.getLong("posted");
            if (postedPoints != 0) {
                posted.put(orderId, postedPoints);
            }
            if (row.getLong("pending") != 0) {
                pending.put(orderId, row.getLong("pending"));
            }
            if (row.getLong("expired") > postedPoints) {
                findings.breach("%d: %d points have expired, of %d that were posted"
                        .formatted(orderId, row.getLong("expired"), postedPoints));
            }
        }
    }

    private void checkOrder(ResultSet row, OrderSums points, Findings findings) throws SQLException {
        var orderId = row.getLong("order_id");
        if (!ledgers.isRecent(row.getObject("changed_at", OffsetDateTime.class).toInstant())) {
            var status = row.getString("status");
            var earned = row.getLong("total_minor") / MINOR_UNITS;
            compare(orderId, status, "posted", status.equals("DELIVERED") ? earned : 0, points.posted, findings);
            var isPending = status.equals("PAID") || status.equals("SHIPPED");
            compare(orderId, status, "pending", isPending ? earned : 0, points.pending, findings);
        }
        points.posted.remove(orderId);
        points.pending.remove(orderId);
    }

    private static void compare(
            long orderId, String status, String account, long expected, OrderMap actual, Findings findings) {
        if (actual.get(orderId) != expected) {
            findings.breach("%d: %s, %d points are %s, not %d"
                    .formatted(orderId, status, actual.get(orderId), account, expected));
        }
    }
}
