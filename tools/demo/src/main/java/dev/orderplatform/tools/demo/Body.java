package dev.orderplatform.tools.demo;

import java.util.List;
import java.util.stream.Collectors;

/** JSON of order requests. */
final class Body {

    private Body() {}

    static String of(List<String> skus, int quantity) {
        return skus.stream().map(sku -> line(sku, quantity)).collect(Collectors.joining(",", "{\"lines\":[", "]}"));
    }

    static String line(String sku, int quantity) {
        return "{\"sku\":\"%s\",\"quantity\":%d}".formatted(sku, quantity);
    }
}
