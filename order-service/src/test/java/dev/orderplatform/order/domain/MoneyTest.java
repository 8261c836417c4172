package dev.orderplatform.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final Money PRICE = new Money(1999, "CNY");

    @Test
    void amountsOfOneCurrencyAddUp() {
        assertThat(PRICE.times(2).plus(PRICE)).isEqualTo(new Money(5997, "CNY"));
    }

    @Test
    void noAmountIsNegativeOfTwoCurrenciesOrTooLarge() {
        assertThatThrownBy(() -> new Money(-1, "CNY")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PRICE.plus(new Money(1, "USD"))).isInstanceOf(IllegalArgumentException.class);
        Money most = new Money(Long.MAX_VALUE, "CNY");
        assertThatThrownBy(() -> most.plus(PRICE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }
}
