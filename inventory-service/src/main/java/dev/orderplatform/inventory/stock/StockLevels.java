package dev.orderplatform.inventory.stock;

import java.util.Collection;
import java.util.Map;

/** How much there is of everything, in this region. */
public interface StockLevels {

    /** By SKU; one that does not exist has no entry. Blocks. */
    Map<String, RegionStock> of(Collection<String> skus);
}
