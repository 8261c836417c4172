package dev.orderplatform.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentIdTest {

    @Test
    void textIsReadBack() {
        assertThat(PaymentId.parse("9223372036854775807-12")).contains(new PaymentId(Long.MAX_VALUE, 12));
        assertThat(new PaymentId(7, 1)).hasToString("7-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "7-",
                "-7-1",
                "7-0",
                "0-1",
                "07-1",
                "7-01",
                "7-1-1",
                "9223372036854775808-1",
                " 7-1",
                "7-1234567890"
            })
    void otherTextIsNoId(String text) {
        assertThat(PaymentId.parse(text)).isEmpty();
    }
}
