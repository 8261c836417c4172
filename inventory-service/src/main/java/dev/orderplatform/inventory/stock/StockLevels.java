package dev.orderplatform.inventory.stock;

import java.util.Collection;
import java.util.Map;

/** The stock of this region. */
public interface StockLevels {

    /** By SKU, without those that don't exist. Blocking. */
    Map<String, RegionStock> of(Collection<String> skus);
}
