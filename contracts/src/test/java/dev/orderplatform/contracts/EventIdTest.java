package dev.orderplatform.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    @Test
    void textRoundTrips() {
        var order = new EventId("order", "248537614745604225", 3, 2);
        assertThat(order).hasToString("order-248537614745604225-3-2");
        assertThat(EventId.parse("order-248537614745604225-3-2")).contains(order);
    }

    @Test
    void aggregateIdMayHaveHyphens() {
        assertThat(EventId.parse("payment-248537614745604225-1-7-4"))
                .contains(new EventId("payment", "248537614745604225-1", 7, 4));
        assertThat(EventId.parse("parcel-248537614745604225-12-1-3"))
                .contains(new EventId("parcel", "248537614745604225-12", 1, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order",
                "order-1-1",
                "order-1-0-1",
                "order-1-1-0",
                "Order-1-1-1",
                "order--1-1",
                "order-1-1-1 "
            })
    void otherTextIsNotAnId(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }

    @Test
    void partsThatWouldNotRoundTripAreRefused() {
        assertThatThrownBy(() -> new EventId("my-type", "1", 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventId("order", "", 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventId("order", "1", 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
