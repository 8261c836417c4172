package dev.orderplatform.contracts;

import java.util.List;

/**
 * Why an order can't be served.
 *
 * @param reason {@link #OUT_OF_STOCK} or {@link #UNKNOWN_SKU}
 * @param skus the SKUs that caused the rejection, never empty
 */
public record Rejection(String reason, List<String> skus) {
    public static final String OUT_OF_STOCK = "OUT_OF_STOCK";
    public static final String UNKNOWN_SKU = "UNKNOWN_SKU";

    public Rejection {
        skus = List.copyOf(skus);
        if (skus.isEmpty()) {
            throw new IllegalArgumentException("a rejection must name its SKUs");
        }
    }
}
