package dev.orderplatform.inventory.pulling;

import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.Elsewhere;
import dev.orderplatform.inventory.reserving.jdbc.Flow;
import dev.orderplatform.inventory.stock.RegionStock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the other regions said of their stock, by SKU, before this region looks at its own. In that order no unit can be
 * missed: one that moves meanwhile is seen on its way, or twice, and then an order waits once more for nothing.
 *
 * @param complete whether every region answered for every SKU
 */
record StockSeen(Map<String, List<RegionStock>> others, boolean complete) {

    /** @param own what crossed this region's border, read afterwards */
    Elsewhere with(Map<String, Flow> own) {
        Map<String, Long> units = new HashMap<>();
        others.forEach((sku, stock) -> units.put(sku, units(stock, own.getOrDefault(sku, Flow.NONE))));
        return (demand, available) -> !complete || covers(demand, available, units);
    }

    private static boolean covers(Demand demand, Map<String, Long> available, Map<String, Long> elsewhere) {
        return demand.units().entrySet().stream()
                .allMatch(line -> available.getOrDefault(line.getKey(), 0L) + elsewhere.getOrDefault(line.getKey(), 0L)
                        >= line.getValue());
    }

    /** Available there, and on the way in either direction. */
    private static long units(List<RegionStock> others, Flow own) {
        long available = others.stream().mapToLong(RegionStock::available).sum();
        long sent = others.stream().mapToLong(RegionStock::sent).sum();
        long got = others.stream().mapToLong(RegionStock::got).sum();
        return available + Math.max(0, sent - own.got()) + Math.max(0, own.sent() - got);
    }
}
