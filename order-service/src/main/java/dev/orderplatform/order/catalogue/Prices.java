package dev.orderplatform.order.catalogue;

import java.util.Optional;

/** What a unit costs now. Answers from memory. */
@FunctionalInterface
public interface Prices {
    Optional<Price> of(String sku);

    /**
     * @param minor price of a unit in minor units
     * @param currency ISO 4217
     */
    record Price(long minor, String currency) {}
}
