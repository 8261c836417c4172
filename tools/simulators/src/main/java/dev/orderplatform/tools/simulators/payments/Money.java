package dev.orderplatform.tools.simulators.payments;

/** An amount in minor units, with its currency. */
record Money(long amountMinor, String currency) {

    Money withOneMore() {
        return new Money(amountMinor + 1, currency);
    }

    Money inAnotherCurrency() {
        return new Money(amountMinor, currency.equals("USD") ? "EUR" : "USD");
    }
}
