package dev.orderplatform.inventory.replenishing;

import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.RemoteStock;
import dev.orderplatform.inventory.reserving.TransferTotals;
import dev.orderplatform.inventory.stock.RegionStock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A snapshot of the other regions' stock, taken before this region reads its own. In that order no unit is missed: a
 * unit that moves meanwhile is counted as in transit or twice, in which case an order only waits longer.
 *
 * @param others by SKU; no entry if the stock is unknown
 * @param timedOut SKUs whose response timed out; counted as zero. An order that lacks any other unknown SKU waits
 */
record RemoteStockSnapshot(Map<String, List<RegionStock>> others, Set<String> timedOut) {

    /** @param own this region's transfer totals, read after the snapshot */
    RemoteStock with(Map<String, TransferTotals> own) {
        Map<String, Long> known = new HashMap<>();
        timedOut.forEach(sku -> known.put(sku, 0L));
        others.forEach((sku, stock) -> known.put(sku, units(stock, own.getOrDefault(sku, TransferTotals.NONE))));
        return (demand, available) -> couldCover(demand, available, known);
    }

    private static boolean couldCover(Demand demand, Map<String, Long> available, Map<String, Long> remote) {
        return demand.units().entrySet().stream()
                .filter(line -> remote.containsKey(line.getKey()))
                .allMatch(line -> available.getOrDefault(line.getKey(), 0L) + remote.getOrDefault(line.getKey(), 0L)
                        >= line.getValue());
    }

    /** Available in the other regions, or in transit in either direction. */
    private static long units(List<RegionStock> others, TransferTotals own) {
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
