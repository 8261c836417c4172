package dev.orderplatform.inventory.catalogue;

import java.util.regex.Pattern;

/**
 * The code of something that can be ordered.
 *
 * @param code 1..64 letters, digits and hyphens, not beginning with a hyphen
 */
public record Sku(String code) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    public Sku {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("not the shape of a SKU");
        }
    }
}
