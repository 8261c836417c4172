package dev.orderplatform.inventory.catalogue;

import dev.orderplatform.contracts.Sku;
import java.util.List;
import java.util.Optional;

/** Everything that can be ordered, in the order of SKUs. Blocking. */
public interface Catalogue {

    Optional<Product> find(Sku sku);

    /** The first products, or those that come after {@code last}. */
    List<Product> after(Optional<Sku> last, int limit);
}
