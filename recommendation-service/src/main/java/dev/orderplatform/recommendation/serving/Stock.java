package dev.orderplatform.recommendation.serving;

import java.util.Collection;
import java.util.Set;

/** The stock of all regions together. Blocking. */
@FunctionalInterface
public interface Stock {

    /** Those of the SKUs that are known to be out of stock. A SKU whose stock is unknown is not among them. */
    Set<String> outOfStock(Collection<String> skus);
}
