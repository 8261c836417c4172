package dev.orderplatform.order.placing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.order.domain.Durability;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** A valid order request, not priced yet. */
public record Basket(List<Item> items, Durability durability) {

    /** @param units 1..10000 */
    public record Item(Sku sku, int units) {}

    /** SHA-256 of the request's content, base64. It does not depend on how the JSON is formatted. */
    String hash() {
        StringBuilder text = new StringBuilder(durability.name());
        items.forEach(item -> text.append('\n').append(item.units).append(' ').append(item.sku.code()));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
