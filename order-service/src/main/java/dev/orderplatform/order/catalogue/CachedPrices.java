package dev.orderplatform.order.catalogue;

import dev.orderplatform.order.domain.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Prices in memory: first those stored in the database, then whatever inventory's catalogue says, again and again. Ready
 * as soon as there are any.
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

    /** Fetches them anew; whatever fails, the last ones stay. */
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
