package dev.orderplatform.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentWindowTest {

    @Test
    void windowIsADurationOrOff() {
        assertThat(new PaymentWindow("15m").length()).contains(Duration.ofMinutes(15));
        assertThat(new PaymentWindow("PT20S").length()).contains(Duration.ofSeconds(20));
        assertThat(new PaymentWindow("off").length()).isEmpty();
        assertThat(new PaymentWindow("false").length()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1m", "soon", ""})
    void otherValuesAreRefused(String text) {
        assertThatThrownBy(() -> new PaymentWindow(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
