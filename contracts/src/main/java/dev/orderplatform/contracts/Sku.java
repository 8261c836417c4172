package dev.orderplatform.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Product code. Catalogue, stock, orders and URL paths share this one format. */
public record Sku(String code) {
    /** Regular expression, valid in Java and in PostgreSQL. It excludes the path segments "." and "..". */
    public static final String RULE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** The format, as error messages describe it. */
    public static final String RULE_IN_WORDS =
            "must be 1 to 64 letters, digits, dots, underscores or hyphens, the first a letter or a digit";

    private static final Pattern PATTERN = Pattern.compile(RULE);

    public Sku {
        if (!isValid(code)) {
            throw new IllegalArgumentException("a SKU " + RULE_IN_WORDS);
        }
    }

    public static boolean isValid(@Nullable String code) {
        return code != null && PATTERN.matcher(code).matches();
    }
}
