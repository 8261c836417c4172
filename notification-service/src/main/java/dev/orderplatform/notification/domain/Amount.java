package dev.orderplatform.notification.domain;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money as people read it.
 *
 * @param minor in minor units of the currency
 */
record Amount(long minor, Currency currency) {

    /** Such as {@code 39.98 CNY}: plain and the same in every language. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits()))
                        .toPlainString() + " " + currency;
    }
}
