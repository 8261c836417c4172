package dev.orderplatform.order.catalogue;

import java.util.List;

/** The catalogue as inventory-service has it now. Blocks. */
@FunctionalInterface
public interface Catalogue {
    List<Product> fetch();
}
