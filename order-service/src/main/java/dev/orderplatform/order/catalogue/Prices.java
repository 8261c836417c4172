package dev.orderplatform.order.catalogue;

import dev.orderplatform.order.domain.Money;
import java.util.Optional;

/** What a unit costs now. Answers from memory. */
@FunctionalInterface
public interface Prices {
    /** @throws CatalogueUnknown while there are no prices at all */
    Optional<Money> of(String sku);
}
