package dev.orderplatform.contracts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments and parcels are named after their order, so that both can be routed like it. */
class PartsOfOrdersTest {

    @ParameterizedTest
    @ValueSource(strings = {"42", "42-", "42-0", "42-x", "43-1", "421-1", "-1"})
    void paymentOfAnotherOrderIsRefused(String paymentId) {
        assertThatThrownBy(() -> new PaymentCapturedEvent(paymentId, 42, 1, 1, Instant.EPOCH, 100, "CNY"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"42-1, 2, 2", "43-1, 1, 1", "42-3, 3, 2", "42-0, 0, 1"})
    void parcelThatIsNoneOfItsOrderIsRefused(String parcelId, int number, int of) {
        assertThatThrownBy(() -> new ParcelBookedEvent(
                        parcelId, 42, 1, 1, Instant.EPOCH, number, of, Optional.empty(), Optional.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void negativeAmountIsRefused() {
        assertThatThrownBy(() -> new PaymentCapturedEvent("42-1", 42, 1, 1, Instant.EPOCH, -1, "CNY"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
