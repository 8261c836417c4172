package dev.orderplatform.payment.domain;

import java.util.regex.Pattern;

/**
 * An amount.
 *
 * @param minor in minor units of the currency, 1 or more
 * @param currency ISO 4217, such as CNY
 */
public record Money(long minor, String currency) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public Money {
        if (minor < 1 || !isCurrency(currency)) {
            throw new IllegalArgumentException("not an amount that can be paid: " + minor + " " + currency);
        }
    }

    public static boolean isCurrency(String text) {
        return CURRENCY.matcher(text).matches();
    }
}
