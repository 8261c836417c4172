package dev.orderplatform.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The code of something that can be ordered, by the one rule that catalogue, stock, orders and paths share. */
public record Sku(String code) {
    /** The rule as a regular expression, of Java and of PostgreSQL alike. No SKU can be a path's "." or "..". */
    public static final String RULE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** The rule as a caller reads it. */
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
