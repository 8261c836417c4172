package dev.orderplatform.tools.simulators.payments;

/** An amount in minor units, with its currency. */
record Money(long amountMinor, String currency) {

    // There are few currencies and many payments, all in memory.
    Money {
        currency = currency.intern();
    }

    Money withOneMore() {
        return new Money(amountMinor + 1, currency);
    }

    Money inAnotherCurrency() {
        return new Money(amountMinor, currency.equals("USD") ? "EUR" : "USD");
    }
}
