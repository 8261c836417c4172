package dev.orderplatform.order.catalogue;

import dev.orderplatform.web.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Prices in memory: first those kept in the database, then whatever inventory's catalogue says, again and again. Ready
 * as soon as there are any.
 */
final class KeptPrices implements Prices, HealthIndicator, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptPrices.class);

    private final JdbcProducts kept;
    private final InventoryCatalogue catalogue;
    private final CatalogueProperties properties;
    private final Thread refresh = Thread.ofVirtual().name("catalogue-refresh").unstarted(this::loop);
    private volatile Map<String, Price> prices = Map.of();

    KeptPrices(JdbcProducts kept, InventoryCatalogue catalogue, CatalogueProperties properties) {
        this.kept = kept;
        this.catalogue = catalogue;
        this.properties = properties;
    }

    void start() {
        use(kept.all());
        refresh.start();
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

    private void loop() {
        boolean told = false;
        try {
            while (true) {
                try {
                    List<Product> products = catalogue.fetch();
                    if (products.isEmpty()) {
                        throw new IllegalStateException("it is empty");
                    }
                    kept.replace(products);
                    use(products);
                    told = false;
                    Thread.sleep(properties.refresh());
                } catch (RuntimeException e) {
                    if (!told) {
                        log.warn("the catalogue can't be had, keeping {} prices: {}", prices.size(), e.getMessage());
                        told = true;
                    }
                    Thread.sleep(properties.retry());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Health health() {
        return (prices.isEmpty() ? Health.down() : Health.up())
                .withDetail("products", prices.size())
                .build();
    }

    @Override
    public void close() {
        refresh.interrupt();
    }
}
