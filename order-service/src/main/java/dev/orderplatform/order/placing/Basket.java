package dev.orderplatform.order.placing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.order.domain.Durability;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What a customer wants, valid in itself. */
record Basket(List<Item> items, Durability durability) {

    /** @param units 1..10000 */
    record Item(String sku, int units) {}

    /** SHA-256 of what was asked, whatever its spelling was: the same wish has the same hash. */
    byte[] hash() {
        StringBuilder text = new StringBuilder(durability.name());
        items.forEach(item -> text.append('\n').append(item.units).append(' ').append(item.sku));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
