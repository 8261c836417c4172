package dev.orderplatform.recommendation.serving;

import java.util.Optional;

/** The catalogue, from memory. */
@FunctionalInterface
public interface Products {

    /** @throws CatalogueUnknown until the catalogue is loaded */
    Optional<Product> find(String sku);
}
