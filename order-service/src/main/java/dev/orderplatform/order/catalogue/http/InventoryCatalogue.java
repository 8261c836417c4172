package dev.orderplatform.order.catalogue.http;

import dev.orderplatform.order.catalogue.Catalogue;
import dev.orderplatform.order.catalogue.CatalogueProperties;
import dev.orderplatform.order.catalogue.Product;
import dev.orderplatform.web.identity.ServiceTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** The catalogue over HTTP, page by page. Blocks, so it is called on its own thread. */
@Component
final class InventoryCatalogue implements Catalogue {
    private static final int PAGE = 100;
    /** More pages than any catalogue has. Prevents an endless fetch if a server's cursors form a loop. */
    private static final int MAX_PAGES = 10_000;

    private final WebClient inventory;
    private final CatalogueProperties properties;

    InventoryCatalogue(WebClient.Builder builder, ServiceTokens tokens, CatalogueProperties properties) {
        this.inventory =
                builder.baseUrl(properties.url()).filter(tokens.filter()).build();
        this.properties = properties;
    }

    @Override
    public List<Product> fetch() {
        List<Product> products = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            CataloguePage answer = fetch(cursor);
            products.addAll(answer.items());
            cursor = Optional.ofNullable(answer.nextCursor());
            if (cursor.isEmpty()) {
                return products;
            }
        }
        throw new IllegalStateException("the catalogue has too many pages; its cursors may form a loop");
    }

    private CataloguePage fetch(Optional<String> cursor) {
        CataloguePage page = inventory
                .get()
                .uri(uri -> uri.path("/api/v1/catalogue")
                        .queryParam("limit", PAGE)
                        .queryParamIfPresent("cursor", cursor)
                        .build())
                .retrieve()
                .bodyToMono(CataloguePage.class)
                .block(properties.timeout());
        if (page == null) {
            throw new IllegalStateException("the catalogue's response has no body");
        }
        return page;
    }

    private record CataloguePage(
            List<Product> items, @Nullable String nextCursor) {}
}
