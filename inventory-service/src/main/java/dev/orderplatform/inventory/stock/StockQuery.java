package dev.orderplatform.inventory.stock;

import java.util.List;

/** Asks another region for its stock of many SKUs at once. */
public record StockQuery(List<String> skus) {
    /** Keeps the answer far below the 256 KiB that an HTTP client buffers. */
    public static final int MAX_SKUS = 500;

    public StockQuery {
        skus = List.copyOf(skus);
        if (skus.size() > MAX_SKUS) {
            throw new IllegalArgumentException("a query is about " + MAX_SKUS + " SKUs at most, not " + skus.size());
        }
    }
}
