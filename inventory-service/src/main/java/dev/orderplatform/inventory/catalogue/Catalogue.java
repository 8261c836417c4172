package dev.orderplatform.inventory.catalogue;

import dev.orderplatform.contracts.Sku;
import java.util.List;
import java.util.Optional;

/** Products, sorted by SKU. Blocking. */
public interface Catalogue {

    Optional<Product> find(Sku sku);

    /** The first products, or those after {@code last}. */
    List<Product> after(Optional<Sku> last, int limit);
}
