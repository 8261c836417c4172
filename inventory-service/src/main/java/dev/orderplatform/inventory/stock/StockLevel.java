package dev.orderplatform.inventory.stock;

import java.util.List;

/**
 * The stock of a SKU in a region.
 *
 * @param available units that can be reserved
 * @param reserved units reserved for orders
 * @param sold units sold
 * @param inTransit units sent to another region that have not arrived yet
 */
public record StockLevel(String region, long available, long reserved, long sold, long inTransit) {

    /**
     * Combines a region's stock with the others' to compute its units in transit: sent by it, not yet received by them.
     */
    static StockLevel of(RegionStock stock, List<RegionStock> all) {
        long arrived = all.stream()
                .filter(other -> !other.region().equals(stock.region()))
                .mapToLong(RegionStock::transferredIn)
                .sum();
        // Not negative: the regions are not read at the same moment.
        long inTransit = Math.max(0, stock.transferredOut() - arrived);
        return new StockLevel(stock.region(), stock.available(), stock.reserved(), stock.sold(), inTransit);
    }
}
