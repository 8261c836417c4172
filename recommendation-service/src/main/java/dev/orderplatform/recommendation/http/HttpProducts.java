package dev.orderplatform.recommendation.http;

import dev.orderplatform.recommendation.serving.CatalogueUnknown;
import dev.orderplatform.recommendation.serving.Product;
import dev.orderplatform.recommendation.serving.Products;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.outbound.ResilientClient;
import dev.orderplatform.web.outbound.ResilientClient.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** The catalogue in memory, fetched periodically from the first region that answers. */
@Component
final class HttpProducts implements Products {
    private static final int PAGE = 100;
    /** Bounds the memory: 100,000 products take some 20 MB, twice that during a refresh. */
    private static final int MAX_PAGES = 1_000;

    private final List<ResilientClient> regions;
    private volatile Map<String, Product> products = Map.of();

    HttpProducts(WebClient.Builder builder, ServiceTokens tokens, InventoryProperties properties) {
        this.regions = properties.urls().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(region -> new ResilientClient(
                        "the catalogue of " + region.getKey(),
                        builder.clone()
                                .baseUrl(region.getValue().toString())
                                .filter(tokens.filter())
                                .build(),
                        properties.catalogueLimits()))
                .toList();
    }

    private record CataloguePage(
            List<Product> items, @Nullable String nextCursor) {}

    @Override
    public Optional<Product> find(String sku) {
        Map<String, Product> known = products;
        if (known.isEmpty()) {
            throw new CatalogueUnknown();
        }
        return Optional.ofNullable(known.get(sku));
    }

    /** Fetches the catalogue again. If no region has it, the previous one stays in use. */
    void refresh() {
        RuntimeException failure = new IllegalStateException("no inventory-service is configured");
        for (ResilientClient region : regions) {
            try {
                products = fetch(region);
                return;
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private static Map<String, Product> fetch(ResilientClient region) {
        Map<String, Product> fetched = new HashMap<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            CataloguePage answer = fetch(region, cursor);
            answer.items().forEach(product -> fetched.put(product.sku(), product));
            cursor = Optional.ofNullable(answer.nextCursor());
            if (cursor.isEmpty()) {
                return nonEmpty(fetched);
            }
        }
        throw new IllegalStateException("the catalogue has more than " + MAX_PAGES * PAGE + " products");
    }

    private static CataloguePage fetch(ResilientClient region, Optional<String> cursor) {
        Answer answer = region.call(http -> http.get()
                .uri(uri -> uri.path("/api/v1/catalogue")
                        .queryParam("limit", PAGE)
                        .queryParamIfPresent("cursor", cursor)
                        .build()));
        if (!answer.is(HttpStatus.OK)) {
            throw new IllegalStateException("the catalogue answered " + answer.status());
        }
        return answer.as(CataloguePage.class);
    }

    private static Map<String, Product> nonEmpty(Map<String, Product> fetched) {
        if (fetched.isEmpty()) {
            throw new IllegalStateException("the catalogue is empty");
        }
        return fetched;
    }
}
