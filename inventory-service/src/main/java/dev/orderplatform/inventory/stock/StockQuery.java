package dev.orderplatform.inventory.stock;

import java.util.List;

/** A bulk query for another region's stock. */
public record StockQuery(List<String> skus) {
    /** Keeps the response far below the HTTP client's buffer of 256 KiB. */
    public static final int MAX_SKUS = 500;

    public StockQuery {
        skus = List.copyOf(skus);
        if (skus.size() > MAX_SKUS) {
            throw new IllegalArgumentException("a query has at most " + MAX_SKUS + " SKUs, got " + skus.size());
        }
    }
}
