package dev.orderplatform.order.catalogue;

import dev.orderplatform.web.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Prices in memory: first those kept in the database, then whatever inventory's catalogue says, again and again. Ready
 * as soon as there are any.
 */
final class KeptPrices implements Prices, HealthIndicator {
    private final JdbcProducts kept;
    private final InventoryCatalogue catalogue;
    private volatile Map<String, Price> prices = Map.of();

    KeptPrices(JdbcProducts kept, InventoryCatalogue catalogue) {
        this.kept = kept;
        this.catalogue = catalogue;
    }

    void useKept() {
        use(kept.all());
    }

    @Override
    public Optional<Price> of(String sku) {
        Map<String, Price> known = prices;
        if (known.isEmpty()) {
            throw ProblemException.unavailable("The catalogue is not known yet.");
        }
        return Optional.ofNullable(known.get(sku));
    }

    private void use(List<Product> products) {
        Map<String, Price> next = HashMap.newHashMap(products.size());
        products.forEach(p -> next.put(p.sku(), new Price(p.priceMinor(), p.currency())));
        prices = next;
    }

    /** Fetches them anew; whatever fails, the last ones stay. */
    void refresh() {
        List<Product> products = catalogue.fetch();
        if (products.isEmpty()) {
            throw new IllegalStateException("the catalogue is empty");
        }
        kept.replace(products);
        use(products);
    }

    @Override
    public Health health() {
        return (prices.isEmpty() ? Health.down() : Health.up())
                .withDetail("products", prices.size())
                .build();
    }
}
