package dev.orderplatform.notification.domain;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * Formats an amount of money.
 *
 * @param minor in minor units of the currency
 */
record Amount(long minor, Currency currency) {

    /** For example {@code 39.98 CNY}, independent of the locale. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits()))
                        .toPlainString() + " " + currency;
    }
}
