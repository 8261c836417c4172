package dev.orderplatform.monolith.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Current unit prices, cached in memory, so that an order does not need another query. */
@Component
@EnableScheduling
public class Prices {
    private final Products products;
    private volatile Map<String, Price> known = Map.of();

    Prices(Products products) {
        this.products = products;
    }

    /**
     * A price.
     *
     * @param minor of a unit, in minor units
     * @param currency ISO 4217
     */
    public record Price(long minor, String currency) {}

    public Optional<Price> of(String sku) {
        return Optional.ofNullable(known.get(sku));
    }

    @Scheduled(fixedDelayString = "60s")
    void refresh() {
        known = products.findAll().stream().collect(Collectors.toUnmodifiableMap(Product::sku, Product::price));
    }
}
