package dev.orderplatform.inventory.stock;

import java.util.List;

/**
 * How much of a SKU there is in a region.
 *
 * @param available units that orders may have
 * @param reserved units of confirmed orders
 * @param sold units that were paid for
 * @param inTransit units that this region has sent to another and that have not arrived
 */
public record StockLevel(String region, long available, long reserved, long sold, long inTransit) {

    /** What a region says, seen together with the others: of what it sent, they have got some. */
    static StockLevel of(RegionStock stock, List<RegionStock> all) {
        long arrived = all.stream()
                .filter(other -> !other.region().equals(stock.region()))
                .mapToLong(RegionStock::transferredIn)
                .sum();
        // The regions were not read at the same moment.
        long inTransit = Math.max(0, stock.transferredOut() - arrived);
        return new StockLevel(stock.region(), stock.available(), stock.reserved(), stock.sold(), inTransit);
    }
}
