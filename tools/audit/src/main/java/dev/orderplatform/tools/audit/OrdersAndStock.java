package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import java.util.Map;
import java.util.TreeMap;

/** Units held by orders match the stock: in sum by SKU, and order by order. */
final class OrdersAndStock implements Invariant {

    private static final String HELD_BY_ORDERS = """
        SELECT i.sku,
               coalesce(sum(i.quantity) FILTER (WHERE o.status = 'CONFIRMED'), 0),
               coalesce(sum(i.quantity) FILTER (WHERE o.status <> 'CONFIRMED'), 0)
        FROM t_order_{n} o JOIN t_order_item_{n} i USING (order_id)
        WHERE o.status IN ('CONFIRMED', 'PAID', 'SHIPPED', 'DELIVERED') AND o.region = '{region}'
        GROUP BY i.sku
        """;

    private record Units(long reserved, long sold) {
        Units plus(Units other) {
            return new Units(reserved + other.reserved, sold + other.sold);
        }
    }

    @Override
    public int id() {
        return 3;
    }

    @Override
    public String title() {
        return "reserved and sold are what the orders say, SKU by SKU and order by order";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            checkSums(region, findings);
            new Reservations(region).check(findings);
        }
    }

    private static void checkSums(RegionDatabases region, Findings findings) {
        var held = heldByOrders(region);
        region.inventory().each("SELECT sku, reserved, sold FROM t_stock ORDER BY sku", row -> {
            var sku = row.getString(1);
            var stock = new Units(row.getLong(2), row.getLong(3));
            var orders = held.getOrDefault(sku, new Units(0, 0));
            held.remove(sku);
            findings.checked(1);
            if (!stock.equals(orders)) {
                findings.breach("%s in %s: stock has %d reserved and %d sold, orders %d and %d"
                        .formatted(
                                sku, region.region().name(), stock.reserved, stock.sold, orders.reserved, orders.sold));
            }
        });
        held.keySet().forEach(sku -> findings.breach(sku + ": held by orders, not in stock"));
    }

    private static Map<String, Units> heldByOrders(RegionDatabases region) {
        var held = new TreeMap<String, Units>();
        region.eachTable(
                HELD_BY_ORDERS.replace("{region}", region.region().name()),
                (_, row) -> held.merge(row.getString(1), new Units(row.getLong(2), row.getLong(3)), Units::plus));
        return held;
    }
}
