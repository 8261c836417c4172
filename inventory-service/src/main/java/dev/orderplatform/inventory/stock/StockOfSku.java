package dev.orderplatform.inventory.stock;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;

/** Stock of one SKU, region by region. */
@Schema(name = "Stock")
public record StockOfSku(String sku, List<StockLevel> regions) {

    /**
     * @param all the stock of every region. At most two: with more, units in transit could not be assigned to their
     *     sender
     */
    public static StockOfSku of(String sku, List<RegionStock> all) {
        return new StockOfSku(
                sku,
                all.stream()
                        .sorted(Comparator.comparing(RegionStock::region))
                        .map(stock -> StockLevel.of(stock, all))
                        .toList());
    }
}
