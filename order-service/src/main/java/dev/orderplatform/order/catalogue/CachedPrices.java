package dev.orderplatform.order.catalogue;

import dev.orderplatform.order.domain.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Prices in memory: read from the database at startup, then refreshed periodically from inventory's catalogue. Ready as
 * soon as there are any prices.
 */
final class CachedPrices implements Prices, HealthIndicator {
    private final Products stored;
    private final Catalogue catalogue;
    private volatile Map<String, Money> prices = Map.of();

    CachedPrices(Products stored, Catalogue catalogue) {
        this.stored = stored;
        this.catalogue = catalogue;
    }

    void useStored() {
        use(stored.all());
    }

    @Override
    public Optional<Money> of(String sku) {
        Map<String, Money> known = prices;
        if (known.isEmpty()) {
            throw new CatalogueUnknown();
        }
        return Optional.ofNullable(known.get(sku));
    }

    private void use(List<Product> products) {
        Map<String, Money> next = HashMap.newHashMap(products.size());
        products.forEach(product -> next.put(product.sku(), new Money(product.priceMinor(), product.currency())));
        prices = next;
    }

    /** Fetches the catalogue again. After any failure the previous prices stay in use. */
    void refresh() {
        List<Product> products = catalogue.fetch();
        if (products.isEmpty()) {
            throw new IllegalStateException("the catalogue is empty");
        }
        stored.replace(products);
        use(products);
    }

    @Override
    public Health health() {
        return (prices.isEmpty() ? Health.down() : Health.up())
                .withDetail("products", prices.size())
                .build();
    }
}
