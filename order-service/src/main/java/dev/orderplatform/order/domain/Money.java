package dev.orderplatform.order.domain;

/**
 * An amount of money.
 *
 * @param minor in minor units of the currency, never negative
 * @param currency ISO 4217
 */
public record Money(long minor, String currency) {
    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("the amount must not be negative: " + minor);
        }
    }

    /** @throws ArithmeticException when the result is too large */
    public Money times(int units) {
        return new Money(Math.multiplyExact(minor, units), currency);
    }

    /**
     * @param other in the same currency
     * @throws ArithmeticException when the result is too large
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(other.currency + " can't be added to " + currency);
        }
        return new Money(Math.addExact(minor, other.minor), currency);
    }
}
