package dev.orderplatform.tools.client;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Orders over the demo catalogue. */
public final class DemoOrders {

    private DemoOrders() {}

    /**
     * An order's lines as JSON, one unit of each SKU.
     *
     * @param first index of the first SKU, from 0
     * @param skus number of SKUs; after the last one comes the first
     */
    public static String lines(int first, int skus, int lines) {
        return IntStream.range(0, lines)
                .mapToObj(line -> "{\"sku\":\"" + sku((first + line) % skus + 1) + "\",\"quantity\":1}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The name of a SKU of the demo catalogue, or of those that a benchmark adds to it. */
    public static String sku(int number) {
        var digits = Integer.toString(number);
        return "SKU-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
    }
}
