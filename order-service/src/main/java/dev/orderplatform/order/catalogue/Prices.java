package dev.orderplatform.order.catalogue;

import dev.orderplatform.order.domain.Money;
import java.util.Optional;

/** Current unit prices, from memory. */
@FunctionalInterface
public interface Prices {
    /** @throws CatalogueUnknown until the first prices are loaded */
    Optional<Money> of(String sku);
}
