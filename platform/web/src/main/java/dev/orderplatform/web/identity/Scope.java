package dev.orderplatform.web.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Scope of a token. */
public enum Scope {
    /** Access to a customer's own orders and notifications. */
    ORDERS,
    /** Operating the platform, such as moving stock between regions. */
    OPERATOR,
    /** Calls between services; never in a user's token. */
    SERVICE;

    /** Its name in the scope claim. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Scope> ofUser(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope != SERVICE && scope.word().equals(word))
                .findFirst();
    }
}
