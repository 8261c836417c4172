package dev.orderplatform.recommendation.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.orderplatform.recommendation.serving.Stock;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.outbound.ResilientClient;
import dev.orderplatform.web.outbound.ResilientClient.Answer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The stock of all regions, queried when it is needed and kept in memory for some seconds. An order is served from any
 * region's stock, so a SKU is out of stock only if every region has answered and none has units.
 */
@Component
final class HttpStock implements Stock {
    private static final Logger log = LoggerFactory.getLogger(HttpStock.class);
    private static final int MAX_CACHED = 20_000;

    private final List<ResilientClient> regions;
    private final Cache<String, Boolean> inStock;

    HttpStock(WebClient.Builder builder, ServiceTokens tokens, InventoryProperties properties) {
        this.regions = properties.urls().entrySet().stream()
                .map(region -> new ResilientClient(
                        "the stock of " + region.getKey(),
                        builder.clone()
                                .baseUrl(region.getValue().toString())
                                .filter(tokens.filter())
                                .build(),
                        properties.stockLimits()))
                .toList();
        this.inStock = Caffeine.newBuilder()
                .expireAfterWrite(properties.stockTtl())
                .maximumSize(MAX_CACHED)
                .build();
    }

    private record StockQuery(Collection<String> skus) {}

    @Override
    public Set<String> outOfStock(Collection<String> skus) {
        Map<String, Boolean> known = new HashMap<>(inStock.getAllPresent(skus));
        List<String> missing =
                skus.stream().filter(sku -> !known.containsKey(sku)).toList();
        if (!missing.isEmpty()) {
            query(missing)
                    .ifPresent(units -> units.forEach((sku, sum) -> {
                        inStock.put(sku, sum > 0);
                        known.put(sku, sum > 0);
                    }));
        }
        Set<String> out = new HashSet<>();
        known.forEach((sku, available) -> {
            if (!available) {
                out.add(sku);
            }
        });
        return out;
    }

    /** Units by SKU; empty if a region does not answer. */
    private Optional<Map<String, Long>> query(List<String> skus) {
        Map<String, Long> units = new HashMap<>();
        skus.forEach(sku -> units.put(sku, 0L));
        try {
            for (ResilientClient region : regions) {
                query(region, skus)
                        .properties()
                        .forEach(sku -> units.merge(sku.getKey(), units(sku.getValue()), Long::sum));
            }
            return regions.isEmpty() ? Optional.empty() : Optional.of(units);
        } catch (RuntimeException e) {
            log.debug("recommendations are not filtered by stock: {}", e.toString());
            return Optional.empty();
        }
    }

    private static JsonNode query(ResilientClient region, List<String> skus) {
        Answer answer = region.call(http -> http.post()
                .uri("/internal/stock")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(new StockQuery(skus)));
        if (!answer.is(HttpStatus.OK)) {
            throw new IllegalStateException("inventory-service answered " + answer.status());
        }
        return answer.as(JsonNode.class);
    }

    // Over all regions, units sent minus units received are those in transit: an order may wait for them.
    private static long units(JsonNode stock) {
        return units(stock, "available") + units(stock, "transferredOut") - units(stock, "transferredIn");
    }

    // A missing number is not zero: nothing would be recommended any more.
    private static long units(JsonNode stock, String field) {
        if (!stock.path(field).isIntegralNumber()) {
            throw new IllegalStateException("inventory-service did not say how many units are " + field);
        }
        return stock.path(field).longValue();
    }
}
