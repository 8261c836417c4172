package dev.orderplatform.monolith.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.monolith.catalogue.Prices;
import dev.orderplatform.monolith.problem.FieldError;
import dev.orderplatform.monolith.problem.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The ordered items with their prices, which come from the catalogue, never from the client. */
record PricedBasket(List<Line> lines, long totalMinor, String currency) {

    static PricedBasket of(List<PlaceOrderRequest.Item> items, Prices prices) {
        List<Line> lines = new ArrayList<>(items.size());
        List<FieldError> unknown = new ArrayList<>();
        long total = 0;
        String currency = "";
        for (int i = 0; i < items.size(); i++) {
            PlaceOrderRequest.Item item = items.get(i);
            var price = prices.of(item.sku());
            if (price.isEmpty()) {
                unknown.add(new FieldError("lines[" + i + "].sku", "is not in the catalogue: " + item.sku()));
                continue;
            }
            currency = price.get().currency();
            total = add(total, price.get().minor(), item.units());
            lines.add(new Line(item.sku(), item.units(), price.get().minor()));
        }
        if (!unknown.isEmpty()) {
            throw new Refusal(HttpStatus.NOT_FOUND, "The catalogue doesn't have what was ordered.", unknown);
        }
        return new PricedBasket(lines, total, currency);
    }

    private static long add(long total, long priceMinor, int units) {
        try {
            return Math.addExact(total, Math.multiplyExact(priceMinor, units));
        } catch (ArithmeticException _) {
            throw Refusal.badField("lines", "the total is larger than an amount can be");
        }
    }

    /** SHA-256 of the request's content. It does not depend on how the JSON is formatted. */
    byte[] hash() {
        var text = new StringBuilder();
        lines.forEach(line ->
                text.append(line.quantity()).append(' ').append(line.sku()).append('\n'));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
