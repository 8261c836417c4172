package dev.orderplatform.inventory.pulling;

import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.Elsewhere;
import dev.orderplatform.inventory.reserving.Flow;
import dev.orderplatform.inventory.stock.RegionStock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the other regions said of their stock, before this region looks at its own. In that order no unit can be missed:
 * one that moves meanwhile is seen on its way, or twice, and then an order waits once more for nothing.
 *
 * @param others by SKU; one that has no entry was not asked about or not answered for
 * @param givenUp SKUs for whose answer nobody waits any longer: there are none elsewhere. Any other without an entry is
 *     unknown, and an order that is short of it waits
 */
record StockSeen(Map<String, List<RegionStock>> others, Set<String> givenUp) {

    /** @param own what crossed this region's border, read afterwards */
    Elsewhere with(Map<String, Flow> own) {
        Map<String, Long> known = new HashMap<>();
        givenUp.forEach(sku -> known.put(sku, 0L));
        others.forEach((sku, stock) -> known.put(sku, units(stock, own.getOrDefault(sku, Flow.NONE))));
        return (demand, available) -> mayCover(demand, available, known);
    }

    private static boolean mayCover(Demand demand, Map<String, Long> available, Map<String, Long> elsewhere) {
        return demand.units().entrySet().stream()
                .filter(line -> elsewhere.containsKey(line.getKey()))
                .allMatch(line -> available.getOrDefault(line.getKey(), 0L) + elsewhere.getOrDefault(line.getKey(), 0L)
                        >= line.getValue());
    }

    /** Available there, and on the way in either direction. */
    private static long units(List<RegionStock> others, Flow own) {
        long available = others.stream().mapToLong(RegionStock::available).sum();
        long transferredOut =
                others.stream().mapToLong(RegionStock::transferredOut).sum();
        long transferredIn =
                others.stream().mapToLong(RegionStock::transferredIn).sum();
        return available
                + Math.max(0, transferredOut - own.transferredIn())
                + Math.max(0, own.transferredOut() - transferredIn);
    }
}
