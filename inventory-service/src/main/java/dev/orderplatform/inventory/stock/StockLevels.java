package dev.orderplatform.inventory.stock;

import dev.orderplatform.contracts.Sku;
import java.util.Optional;

/** How much there is of everything, in this region. */
public interface StockLevels {

    /** Blocking. Empty when there is no such SKU. */
    Optional<RegionStock> of(Sku sku);
}
