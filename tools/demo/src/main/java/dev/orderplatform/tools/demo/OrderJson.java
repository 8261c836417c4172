package dev.orderplatform.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;

/** JSON of orders. */
final class OrderJson {

    private OrderJson() {}

    static String of(List<String> skus, int quantity) {
        return skus.stream().map(sku -> line(sku, quantity)).collect(Collectors.joining(",", "{\"lines\":[", "]}"));
    }

    static String line(String sku, int quantity) {
        return "{\"sku\":\"%s\",\"quantity\":%d}".formatted(sku, quantity);
    }

    /** The total of an order, for people. */
    static String amount(JsonNode order) {
        var currency = Currency.getInstance(order.path("currency").asText());
        return currency + " "
                + BigDecimal.valueOf(order.path("totalMinor").asLong(), currency.getDefaultFractionDigits());
    }
}
