package dev.orderplatform.evolution.orders.services;

import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** Current unit prices, cached in memory, so that an order does not need another request. */
@Component
public final class Prices implements HealthIndicator {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final WebClient inventory;
    private volatile Map<String, Price> known = Map.of();

    Prices(WebClient.Builder client, ServiceTokens tokens, ServicesProperties services) {
        this.inventory = client.clone()
                .baseUrl(services.inventory())
                .filter(tokens.filter())
                .build();
    }

    /**
     * The price of one unit.
     *
     * @param minor in minor units
     * @param currency ISO 4217
     */
    public record Price(long minor, String currency) {}

    private record Product(String sku, long priceMinor, String currency) {}

    /** Empty if the SKU is not in the catalogue. */
    public Optional<Price> of(String sku) {
        Map<String, Price> prices = known;
        if (prices.isEmpty()) {
            throw ProblemException.unavailable("The catalogue is not known yet.");
        }
        return Optional.ofNullable(prices.get(sku));
    }

    /** Fetches the prices again. After any failure the previous prices stay in use. */
    void refresh() {
        known = inventory
                .get()
                .uri("/internal/products")
                .retrieve()
                .bodyToFlux(Product.class)
                .collectMap(Product::sku, product -> new Price(product.priceMinor(), product.currency()))
                .blockOptional(TIMEOUT)
                .filter(products -> !products.isEmpty())
                .orElseThrow(() -> new IllegalStateException("the catalogue is empty"));
    }

    @Override
    public Health health() {
        return (known.isEmpty() ? Health.down() : Health.up()).build();
    }
}
