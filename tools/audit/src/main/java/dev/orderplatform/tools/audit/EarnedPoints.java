package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The ledger of points is consistent in itself, and agrees with the orders. */
final class EarnedPoints implements Invariant {

    /** Minor units of an order's currency that earn one point. */
    private static final long MINOR_UNITS = 100;

    private static final String TRANSFERS = "SELECT order_id, kind, points FROM t_transfer";
    private static final String ORDERS = """
        SELECT order_id, status, total_minor FROM t_order_{n} WHERE region = '{region}' AND status <> 'UNDECIDED'
        """;

    // By order. Expired points stay in both: they are still those of a delivered order.
    private final OrderMap posted = new OrderMap();
    private final OrderMap pending = new OrderMap();

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
        readTransfers(evidence.loyalty(), findings);
        for (var region : evidence.regions()) {
            checkOrders(region, findings);
        }
        posted.forEach((orderId, points) ->
                findings.breach("%d: %d points are posted, and there is no such order".formatted(orderId, points)));
        pending.forEach((orderId, points) ->
                findings.breach("%d: %d points are pending, and there is no such order".formatted(orderId, points)));
    }

    private void readTransfers(ReadOnlyDatabase loyalty, Findings findings) {
        loyalty.each(TRANSFERS, row -> {
            findings.checked(1);
            var orderId = row.getLong(1);
            var points = row.getLong(3);
            switch (row.getString(2)) {
                case "PENDING", "VOIDED" -> pending.add(orderId, points);
                case "POSTED" -> {
                    pending.add(orderId, -points);
                    posted.add(orderId, points);
                }
                case "REVERSED" -> posted.add(orderId, points);
                default -> {
                    // EXPIRED
                }
            }
        });
    }

    private void checkOrders(RegionDatabases region, Findings findings) {
        region.eachTable(ORDERS.replace("{region}", region.region().name()), (_, row) -> {
            findings.checked(1);
            checkOrder(row, findings);
        });
    }

    private void checkOrder(ResultSet row, Findings findings) throws SQLException {
        var orderId = row.getLong("order_id");
        var status = row.getString("status");
        var points = row.getLong("total_minor") / MINOR_UNITS;
        compare(orderId, status, "posted", status.equals("DELIVERED") ? points : 0, posted, findings);
        var isPending = status.equals("PAID") || status.equals("SHIPPED");
        compare(orderId, status, "pending", isPending ? points : 0, pending, findings);
    }

    private static void compare(
            long orderId, String status, String account, long expected, OrderMap actual, Findings findings) {
        if (actual.get(orderId) != expected) {
            findings.breach("%d: %s, %d points are %s, not %d"
                    .formatted(orderId, status, actual.get(orderId), account, expected));
        }
        actual.remove(orderId);
    }
}
